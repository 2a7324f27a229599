// Letters and signs, as the library has them, for classes of a pattern. `make bundles` writes this file.

/** Scripts written without spaces between words. */
export const UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a00-\u1aaf\u1b00-\u1b7f\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua980-\ua9ff\uaa60-\uaadf\uf900-\ufaff\u{11700}-\u{1174f}\u{16fe0}-\u{1b2ff}\u{20000}-\u{3ffff}"

/** The same with their signs. */
export const WIDE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a00-\u1aaf\u1b00-\u1b7f\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua980-\ua9ff\uaa60-\uaadf\uf900-\ufaff\u{11700}-\u{1174f}\u{16fe0}-\u{1b2ff}\u{20000}-\u{3ffff}\u3001-\u303f\uff01-\uff9f"

/** Signs of theirs that other scripts have too. */
export const SHARED = "\u201c\u201d\u2018\u2019\u2026\u2014\u00b7"

/** What is a word of its own, though a letter or digit stands beside it. */
export const NUMBERS_APART = "\u00b9\u00b2\u00b3\u2070\u2074-\u2079\u00bc-\u00be\u2150-\u215f\u2189\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u2116\u1369-\u137c"

/** Signs behind which a small number is that of a note. */
export const ENDS_BEFORE_A_NOTE = ".,;:!?\u2026\u201d\u2019\u00bb\u0022')\u005c]\u3002\u3001\uff0c\u300d\u300f\uff09"

/** Every sign that is written as an apostrophe. */
export const APOSTROPHES = "'\u2019\u2018\u201a\u201b`\u00b4\u2032\u2035\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf\u02c0\u02c1\u02c8\u02ca\u02cb\u02ee\u0384\u055a\u0559\u05f3\u05f4\u07f4\u07f5\u1fbd\u1fbf\u1ffe\ua78b\ua78c\u0241\u0242\u0294\u0295\u0296\u02a1\u02a2\uff07\uff40"

/** Those of them that Unicode calls letters. */
export const APOSTROPHE_LETTERS = "\u0241-\u0242\u0294-\u0296\u02a1-\u02a2\u02b9-\u02c1\u02c8\u02ca-\u02cb\u02ee\u0559\u07f4-\u07f5\ua78b-\ua78c"

/** Every sign that is written as a hyphen. */
export const HYPHENS = "\u2010\u2011\u058a\u05be\u1806\ufe63\uff0d\u1400\u2e40\u00b7\u2027\u2043\u02d7-"

/** Signs that break a word at the end of a line. */
export const LINE_HYPHENS = "\u2010\u2011\u00ad\u00ac\u2e17=~\u058a\u1806\ufe63\uff0d\u1400\u2e40\u2043\u02d7\u2e1a\u2e5d-"

/** What stands between the parts of a word in Arabic script, as a hyphen does elsewhere. */
export const PARTS_ARABIC = "\u200c"

/** Dots below or above a letter that many leave out. */
export const NUKTAS = "\u093c\u09bc\u0a3c\u0abc\u0afd-\u0aff\u0b3c\u0c3c\u0cbc\u1c37\u{110ba}\u{11173}\u{111ca}\u{11236}\u{112e9}\u{1133c}\u{11446}\u{114c3}\u{115c0}\u{116b7}\u{1183a}\u{11943}\u{11d42}"

/** By which syllables are counted. */
export const VOWELS = "aeiouy\u0430\u0435\u0438\u043e\u0443\u044b\u044d\u044e\u044f\u0456\u0454\u03b1\u03b5\u03b7\u03b9\u03bf\u03c5\u03c9"

/** A tag of a web page, or an entity that stands for a sign, as a pattern. */
export const MARKUP = "</?(?:a|abbr|b|big|blockquote|br|cb|center|cite|code|dd|div|dl|dt|em|font|h[1-6]|hr|i|img|lb|li|ol|p|pb|pre|q|s|small|span|strike|strong|sub|sup|table|tbody|td|th|tr|tt|u|ul)(?:\u005cs[^<>=]{0,200}=[^<>]{0,400})?\u005cs*/?>|&(?:amp|apos|gt|hellip|[lr][ds]quo|lt|[mn]dash|nbsp|quot|#\u005cd{2,5});"

/** Letters that readers take for others. */
export const LETTERS = "\u00df\u00e6\u0153\u00f8\u0111\u00f0\u00fe\u0142\u0127\u0167\u0131\u03c2\u05f0\u05f1\u05f2\u06cc\u0649\u06a9\u06aa\u0671\ua733\ua735\ua737\ua739\ua73d\ua74f\ua729\u0223\ua75b\u01bf\u0253\u0257\u0199\u01b4\u014b\u025b\u0254\u0259\u1d00\u0299\u1d04\u1d05\u1d07\ua730\u0262\u029c\u026a\u1d0a\u1d0b\u029f\u1d0d\u0274\u1d0f\u1d18\u0280\ua731\u1d1b\u1d1c\u1d20\u1d21\u028f\u1d22"

/** Those that they take them for, in the same order. */
export const READ_AS = "ss ae oe o d d th l h t i \u03c3 \u05d5\u05d5 \u05d5\u05d9 \u05d9\u05d9 \u064a \u064a \u0643 \u0643 \u0627 aa ao au av ay oo tz ou r w b d k y n e o e a b c d e f g h i j k l m n o p r s t u v w y z"
