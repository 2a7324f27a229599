"""Reports written after one form: the same sentences, and nobody had them from anybody. No link is right here."""

import random
import re
import time
from collections.abc import Iterator

from sourcebook.link.engine import link_archive
from sourcebook.model import Basis, Document, Fact, LinkSettings, Source
from sourcebook.problems import Findings
from sourcebook.text.paragraphs import split_paragraphs

from tests.bench.figures import Figure

SIZES = (12, 60, 600, 628)
"""Reports of one archive: few of a form, or many; each size is another draw."""

_WORDS = {
    "given": "James Mary Robert Patricia John Jennifer Michael Linda David Carlos Aisha Wei Olga",
    "family": "Ortega Kim Novak Adeyemi Larsson Petrov Hughes Tanaka Moreau Silva Walsh Becker Cohen",
    "town": "Dayton Spokane Tulsa Mobile Boise Akron Fresno Reno Toledo Lubbock Peoria Laredo Macon",
    "firm": "Northfield Halcyon Brightwater Orion Cedar Vantage Pioneer Summit",
    "street": "Maple Elm Jackson Lincoln Riverside Sunset Oak Prospect",
    "team": "Hawks Pilots Miners Comets Rangers Otters Bulls Kings",
    "day": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "month": "January March April June August October December",
    "crime": "burglary robbery arson assault fraud",
    "beat": "met topped missed",
}
_FORMS = (
    """{firm} on {day} reported net income of ${n}.{n} million for the quarter that ended in {month}.

The {town}-based company said it had net income of {n} cents per share. Earnings, adjusted for
non-recurring costs, came to {n} cents per share. The results {beat} Wall Street expectations: the
average estimate of {n} analysts surveyed was for earnings of {n} cents per share.

"We are pleased with our performance this quarter and remain confident in our long-term strategy," said
chief executive {given} {family}. Shares have risen {n} percent since the beginning of the year.""",
    """{town} — A {n}-year-old man was arrested {day} on suspicion of {crime}, authorities said.

Officers responded shortly after {n} p.m. to reports of a disturbance in the {n} block of {street}
Street. When they arrived, they found {n} people suffering from injuries that were not considered
life-threatening. {given} {family} was booked into the county jail and is being held on ${n},000 bond.
It was not immediately clear whether he had an attorney who could speak on his behalf.

"This remains an active and ongoing investigation, and we are asking anyone with information to come
forward," police spokesperson {given} {family} said in a statement {day}. Anyone with information is
asked to call the department's tip line at 555-{n}.""",
    """The National Weather Service issued a warning for {town} and surrounding counties through {day} evening.

Forecasters said {n} inches of rain were possible, with winds gusting up to {n} mph. Travel could be
very difficult to impossible, and residents were urged to avoid unnecessary trips and prepare for
possible power outages. About {n},000 customers were without electricity {day} afternoon, according to
{firm} Energy.

"Turn around, don't drown. If you come to a flooded roadway, do not attempt to cross it," said
meteorologist {given} {family}. Shelters have been opened at {street} High School.""",
    """{given} {family}, a longtime resident of {town}, passed away peacefully on {day}, {month} {n},
surrounded by loved ones.

Born in {town} to {given} and {given} {family}, the deceased graduated from {street} High School and
served {n} years with {firm} Foods. Gardening, fishing and spending time with family and friends were
great joys. Survivors include {n} children, {n} grandchildren and numerous nieces and nephews. In lieu
of flowers, memorial contributions may be made to the {town} Animal Shelter. Visitation will be held
from {n} p.m. {day} at {family} Funeral Home.""",
    """{given} {family} scored {n} points and grabbed {n} rebounds as the {town} {team} defeated the {town}
{team} {n}-{n} on {day}.

The {team} led by as many as {n} points in the second half and never trailed after the opening quarter.
{given} {family} added {n} points off the bench, and {given} {family} finished with {n} assists.

"I thought our guys came out and competed for forty-eight minutes, and that's all you can ask for as a
coach," coach {given} {family} said. Up next, the {team} host {town} on {day}.""",
)


def forms() -> Iterator[Figure]:
    """Link archives of such reports; every link found is a wrong one."""
    for size in SIZES:
        start = time.process_time()
        links = link_archive(reports(size), LinkSettings(), Findings()).links
        yield Figure(f"wire, {size} reports after {len(_FORMS)} forms: links, all wrong", len(links), "0")
        yield Figure(f"wire, {size} reports: CPU seconds", round(time.process_time() - start, 2), "")


def reports(size: int) -> list[Document]:
    """Return so many reports, the same for the same size; every other one states its date."""
    draw = random.Random(size)  # noqa: S311 - a corpus has to be the same again
    return [_report(draw, number) for number in range(size)]


def _report(draw: random.Random, number: int) -> Document:
    def filled(slot: re.Match[str]) -> str:
        return str(draw.randint(2, 900)) if slot[1] == "n" else draw.choice(_WORDS[slot[1]].split())

    text = re.sub(r"\{(\w+)\}", filled, _FORMS[number % len(_FORMS)])
    facts = {"kind": (Fact("kind", "news report", Basis.EDITOR),)}
    if number % 2:
        facts["date"] = (Fact("date", f"2019-{number % 12 + 1:02}-{number % 28 + 1:02}", Basis.STATED),)
    name = f"w{number:04}"
    return Document(Source(name, f"{name}.txt", f"{name}.txt", text, split_paragraphs(text)), facts)
