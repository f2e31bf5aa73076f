"""Numbers that name things: addresses, stocks, pages, telephones, documents and goods of a tariff."""

from __future__ import annotations

from potline.numerals import Rule
from potline.vocabulary import either

_MONEY = either("codes_of_money")
_GOODS = (  # of a tariff: "7606 12 92", "7607.11", "76071101"
    r"(?!(?:19|20)\d\d\b)\d{4}(?:[ .]?\d\d){0,3}\b"
    r"(?![.,]?\d|\s?(?:tons|tonnes|t|mt|kt|yuan|dollars|euros|MW|million|people|workers|pots|containers|lorries|trucks|jobs)\b|\s?%)"
)
_MORE = rf"(?:(?:,|;|/|\sto|\sand|\sor|,\sand|,\sor)\s?(?:ex\s)?(?=(?:2[5-8]|3[89]|7[0-9]|8[0-9])){_GOODS})*"

CODES: tuple[tuple[str, Rule], ...] = (  # reason, rule
    ("identifier", Rule("address", r"(?:https?://|www\.)\S+|[^\s@]{1,64}@[^\s@]{1,200}\.\w+", ("www.a1.com", "a1@b.cn"), ("at 5",))),
    ("identifier", Rule(
            "stock",
            r"\(\(?(?:HK|HKG|SEHK)\s?[:：]\s?\d{3,5}\)?\)|\(0\d{4}\)|\(?\b\d{3,6}\.(?:HK|SS|SZ|SH|KS|T|NS|BO|AX|SA|L|N|O|OL)\b\)?"
            r"|\b(?:(?:[Ff]ortune|Fortune Global|S&P|Top)\s500|Forbes(?:\sGlobal)?\s2000|CSI\s300)\b(?!\s?(?:tons?|tonnes?|t|kt|yuan|million)\b)"
            r"|\(\d+\.\d\d,\s?[+-]?\d+\.\d\d,\s?[+-]?\d+\.\d\d%\)|\b(?:SEHK|HKE[Xx]|HKG|NYSE|NSE|BSE|ASX|LSE|SHA|SHE|SZSE|SSE|Nasdaq|TSX|code|Code)\s?[::]\s?\d{2,6}\b|\((?:00|30|60|68)\d{4}\)",
            ("1378.HK", "601600.SS", "SHA: 601600"), ("1378 tons",),
    )),
    ("identifier", Rule(
            "page",
            r"\bUPDATE\s\d(?=-)|👁\s?\d+\b|\b(?:Views?|Responses|Comments|Hits|Likes|Shares|Reads|Clicks|Replies|Click to rate)\s?[::]\s?\d[\d,]*"
            r"|\b\d{1,2}\s?(?:min(?:ute)?s?)\sread\b"
            r"|\b[Pp]ages?\s\d+(?:\s(?:of|and|to)\s\d+\b(?![.,]\d))?|\+\d{1,3}\s?\(?\d{2,4}\)?[\s-]\d{3}[\s-]?\d{2,4}(?:[\s-]\d{2})?|\(\d{3}\)\s?\d{3}-\d{4}"
            r"|\b\d[\d,]{0,20}(?=\s(?:views|hits|clicks|likes|replies|reads)\b)|\b0\d{2,3}[- ]\d{6,8}\b|\b\d{3}-\d{4}-\d{4}\b|\b\d{3}-\d{3}-\d{4}\b"
            r"|\+\d{1,3}\s\d[\d ]{6,14}\d|\b1[3-9]\d\s\d{4}\s\d{4}\b|\b(?:[48]00\d{7}|1\d{10})\b",
            ("UPDATE 1-Chalco", "Views: 1,204", "3 min read", "+7 (495) 000-0000", "Page 1 of 3"), ("views 3 plants", "3 minutes"),
    )),
    ("identifier", Rule(
            "tariff",
            rf"(?i:\b(?:(?:HS|HTS|CN|TARIC|tariff|customs|tax)\s(?:duty\s)?(?:codes?|numbers?|items?|lines?|nos?\.?)|(?:sub-?)?headings?(?!\s(?:under|for|to|above|below|of\s(?:the|a)))|HS)"
            rf"(?:\s(?:is|are|of|under|no\.?|number|(?:the\s)?products?\s(?:involved\s|concerned\s)?(?:is|are)))*\s?:?\s?){_GOODS}{_MORE}"
            rf"|\b(?=(?:2606|2818|76(?:0[1-9]|1[0-6]))(?:[ .]?\d\d){{2}}){_GOODS}(?!\s\d){_MORE}",
            ("HS code 7606", "CN codes 7606 12 92 and 7607 11 90", "tax number 7606 12 92 95", "tariff heading 76071101, 76072000", "ex 7607 11 90"),
            ("heading 2018", "heading 4500 tons", "tax 7606 yuan", "7606 tons"),
    )),
    ("identifier", Rule(
            "code",
            rf"\b(?:Tel|Fax|Phone|tel|QQ|ICP|hotline|Hotline|WeChat|ISSN|Doc|document|Order)\b\W{{0,3}}\(?\+?\d[\d() +\-]{{3,}}(?![\d,]*\d)"
            rf"|\b(?!(?:{_MONEY})\d|RON\d+[MB]\b)[A-Z]{{2,}}[-/]?\d+[A-Z\d/-]*\b(?!\.\d|,\d|\s?(?:million|billion|bn|mln|crore|lakh))"
            rf"|\(?\[20\d\d\]\)?\s?(?:No\.\s?)?\d*|\(\d{{1,2}}\)(?=\s?[A-Z])|(?<=\()\d{{4}}(?:\.\d\d)?(?=\))|\b\d{{4}}(?=\s(?:alumin\w+\s)?contracts?\b)"
            r"|(?<=contract )\d{4}\b(?!,)|\b(?:Interstate|Highway|Route|Hwy)\s\d{1,3}\b"
            r"|\((?!(?:YOY|MOM|QOQ|YTD|LME|SHFE|COMEX|MCX|GDP|PPI|CPI|PMI)\s)[A-Z]{2,5}\s[+−-]\d+(?:\.\d+)?%\)"
            r"|\b\d{3}-0\d{2}-\d{2}\b|\b(?!(?:Eur|Ft|Dhs?|Rs|Re|Rp|Rmb|[SND]Kr|[BFS]Fr|Rbl?|Hr|Br|Tk|Ksh|Shs?|Bt|Fl)\d)[A-Z][a-z]+\d{1,3}\b(?![.,]\d)"
            r"|\b[A-Z][a-z]+ [A-Z][a-z]+ \([2-9]\d\)(?=\s(?:has|had|is|was|said|says|who)\b)|\b1A60\b|\bLocal \d{2,4}\b|\bSouth 32\b"
            r"|\bZacks Rank \d\b"
            r"|\b12369\b|\bSection \d+[A-Z]\b|\bMagnitude 7\b|\b(?i:covid)[-\u2010\u2011 ]19\b|\b(?!19|20)\d{4}\.\d\d\.\d\d(?:\.\d\d)?\b(?!\.?\d)"
            r"|(?<![\d,.$] )(?<![\d,.$])\b(?!19|20)\d{1,5}(?=\s(?:[A-Z][a-z]+\s){1,3}(?:Avenue|Ave|Street|St|Road|Rd|Boulevard|Blvd|Drive|Lane)\b)",
            ("Tel: 0571-00001111", "[2017] No. 656", "(1) The", "foil (7607)", "2109 contract", "South32", "contract 2501",
             "Interstate 20", "(RIO +1.1%)"),
            ("tel 5 t", "USD 5 million", "(12 t)"),
    )),
)
