// What stylesheets are held to: the standard rules but for those of taste.

export default {
  extends: "stylelint-config-standard",
  rules: {
    "at-rule-empty-line-before": null, // rules that belong together stand together
    "comment-empty-line-before": null,
    "custom-property-empty-line-before": null,
    "declaration-block-no-redundant-longhand-properties": null,
    "declaration-empty-line-before": null,
    "import-notation": "string",
    "no-descending-specificity": null, // layers and order decide, not what selectors weigh
    "property-no-vendor-prefix": [true, { ignoreProperties: ["/box-decoration-break/"] }], // no browser has them without
    "rule-empty-line-before": null,
    "selector-class-pattern": "^[a-z]+\\d?(-{1,2}[a-z0-9]+|__[a-z0-9]+)*$", // block__part--kind
  },
}
