"""What a cue word says happened, once its tense is read."""

from __future__ import annotations

import re

from potline.lexicon import Term
from potline.scan import Sentence
from potline.vocabulary import either

_FUTURE = re.compile(
    rf"(?:\b(?:{either('intentions')})\s(?:be\s|have\s|fully\s|also\s|then\s|officially\s|start\s|soon\s)*)$",
    re.I,
)
_PLANS = re.compile(r"\b(?:plans?|proposals?|studies|study|applications?) (?:for|of) (?:(?:an?|its|the|their) )?$")  # "plans for expanded capacity"
_PAPER = re.compile(  # not "completed after talks", "opened despite a review"
    r"\s(?:of\s)?(?:(?:the|its|an?|their|this)\s)?"
    rf"(?:(?!(?:and|or|in|for|by|at|on|to|with|without|under|upon|after|following|before|despite|amid|during|since|pending|ahead|as)\b)[A-Za-z-]+\s){{0,2}}"
    rf"(?:{either('papers')})\b(?!\s(?:{either('sites')})\b)"
)
_UNLAWFUL = re.compile(
    r"\s(?:[\w.,-]+\s){0,8}?(?:without|illegally|in violation|before approval|ahead of approval|in breach|unlawfully|despite (?:the|a) ban)\b"
)
_UNLAWFULLY = re.compile(
    r"\b(?:[Ii]n violation|[Ii]llegally|[Ww]ithout (?:approval|permission|permits?)|[Uu]nlawfully|[Aa]gainst the (?:rules|law))\b[^.;]{0,60}$"
)
_NEGATED = re.compile(
    r"\b(?:not|never|cannot|no plans? to|refus\w+ to|nobody (?:is going|wants) to|unable to|too dear to|too costly to)\s(?:\w+\s){0,2}$"
)
_UNDONE = re.compile(  # "did not cut output", "were not ordered to cut"
    r"(?:\b(?:not|never)|n['’]t)\s(?:been\s|be\s|yet\s|to\s|have\s)*(?:(?:ordered|asked|told|forced|required|obliged|planning|going|intending)\sto\s)?$"
)
_STOPS = re.compile(r"\b(?:stop(?:ping|s|ped)?|halt(?:s|ed|ing)?|suspend(?:s|ed|ing)?|ban(?:s|ned)?)\b[^,;.]{0,60}$", re.I)
_STOPPED = re.compile(r"\b(?:stopped|halted|suspended|ceased|called off|banned|frozen|shelved|cancelled)\b")
_BUILDING = re.compile(r"\b(?:construction|project|projects|being built|to be built|under construction|building|expansion|[Ww]ork on)\b", re.I)
_YET = re.compile(r"\s(?:is\s|are\s|was\s|being\s)?(?:expected|due|planned|scheduled|looked for|foreseen|slated|likely)\b")
_DECIDED = re.compile(r"\b(?:decided|decides|plans?|planned|agreed|agrees|intends?|signed|going|wants?|hopes?|will)\b[^;.]{0,36}$")


def tensed(row: Sentence, t: Term) -> str:
    """The event of a cue once its tense is read: capacity "to be commissioned" is announced; a stop of building halts a project."""
    name = str(t.entry.name)
    before, after = row.text[max(0, t.start - row.start - 40) : t.start - row.start], row.text[t.end - row.start :]
    if name == "under_construction" and _STOPS.search(row.text[: t.start - row.start]):
        return "project_halted"
    if name == "under_construction" and _STOPPED.search(re.split(r"[,;.]", after)[0]):
        return "project_halted"
    if name == "commissioned" and _PAPER.match(after):
        return "reported"  # "completed its acquisition", "launched talks"
    if name == "commissioned" and (_UNLAWFUL.match(after) or _UNLAWFULLY.search(row.text[: t.start - row.start])):
        return "found_illegal"  # "3.4 million tons built without permits"
    if name in ("shut", "curtailed") and _UNDONE.search(before):
        return "operating"
    if name == "restarted" and _NEGATED.search(before):
        return "shut"
    if name == "commissioned" and (_FUTURE.search(before) or _PLANS.search(before) or _YET.match(after)):
        return "announced"
    if name == "commissioned" and re.match(r"\s(?:once\s)?(?:again|anew|back on)\b", after):
        return "restarted"
    if name == "under_construction" and re.match(r"(?i)\w+ing\b", t.form) and _DECIDED.search(before):
        return "announced"  # "agreed to settle in the park, building a rod mill"
    if name == "commissioned" and re.match(r"(?:If|Were|Should|Had)\b", row.text) and re.search(r"\b(?:would|could|might)\b", row.text):
        return "announced"
    if name == "announced" and t.form.lower() == "adds" and row.whens:
        return "commissioned"  # "adds 260,000 tons in first half"
    if name == "shut" and t.form.lower().startswith(("stop", "halt", "suspend", "ban", "cease", "standstill", "freez", "froze")):
        near = row.text[max(0, t.start - row.start - 60) : t.end - row.start + 40]
        if _BUILDING.search(near) and not re.search(r"production lines?|operating|existing", near):
            return "project_halted"
    return name
