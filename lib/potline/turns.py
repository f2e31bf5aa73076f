"""The word classes that constructions are made of, and what a construction is."""

from __future__ import annotations

from typing import NamedTuple

# "some", "nearly", "a further": what may stand between a construction and its number
QUALIFIED = (
    r"(?:(?:about|around|some|nearly|almost|over|more than|up to|at least|at most|as much as|as many as|only|just|roughly|approximately|close to|another|further|extra|additional|total|total of"
    r"|combined|estimated|all|the|a|an|its|their|his|well|no|not|more|less|than|fewer|under|altogether|between|full|already|still|also|now|yearly|annually|today|currently|at present)\s)*[~(]?$"
)
RATE = r"(?:\s?(?:/|\(|a\s|per\s|each\s|every\s)\s?(?:year|yr|annum|month|day|week)\)?)?"
GOODS = r"(?:\s(?:of|in)\s(?:(?!\sand\s)[^,;.:]){1,50}?)?"
MAKE = (
    r"(?:mak(?:e|es|ing)|produc(?:e|es|ing)|turn(?:s|ing)? out|smelt(?:s|ing)?|refin(?:e|es|ing)|cast(?:s|ing)?|roll(?:s|ing)?|process(?:es|ing)?|treat(?:s|ing)?|handl(?:e|es|ing)|melt(?:s|ing)?"
    r"|extrud(?:e|es|ing)|tak(?:e|es|ing)(?: in)?|yield(?:s|ing)?|deliver(?:s|ing)?|supply(?:ing)?|churn(?:s|ing)? out|recycl(?:e|es|ing)|remelt(?:s|ing)?|fabricat(?:e|es|ing)|generat(?:e|es|ing))"
)
EAT = r"(?:eats?|takes?|needs?|requires?|consumes?|uses?|swallows?|burns?|calls? for|gives?|leaves?|emits?|spits? out|creates?|throws? off|comes? with|costs?)"
UNIT = r"(?:tonnes?|tons?|t|mt|metric tons?|[GMk]Wh?|kilowatt[- ]hours?|cars?|vehicles?|wheels?|lb|pounds?|kg)"
PUT = (
    r"\b(?:put|puts|putting|bring|brings|bringing|brought|place|placed|set|sets|got|get|gets|start|started|starts|fired|took|take|takes|taking|"
    r"switch|switched|switches|turn|turned|carry|carried|has|have|had|keeps?|kept|with|leaves?|left|move|moved)\s(?:the\s|its\s)?"
)
STOOD = r"(?:\s(?:has|have|had|was|were|is|are|been|being|still|now|already|currently|to be|will be|yet|lying|lies|lie|sits?|stands?|stood|remains?|remained|kept|left))*\s"


WASTE = (
    r"(?:ash|dross|slag|sludge|(?:red )?mud|lye|residues?|tailings|pot ?lining|(?:anode )?butts|carbon dust|hazardous waste|dangerous waste|"
    r"solid waste|waste|tar|soot|effluent|slurry|leachate|dioxide)"
)


class Construction(NamedTuple):
    """What stands before an amount and after it, and what that makes of the amount; None leaves a column to the cue words."""

    name: str
    before: str
    after: str
    measure: str | None
    event: str | None
    statistic: str | None
    yes: str  # an example, the amount between marks
