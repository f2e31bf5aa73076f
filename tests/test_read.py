"""Reading: pages of many makes cut to the article, adverts found, every kind of file read or refused with a reason."""
# ruff: noqa: E501  (pages stand here as sites print them, long lines and all)

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from potline.header import Issue
from potline.model import Article, PotlineError, Unread
from potline.parse import parse
from potline.read import article, decode, locate, read
from potline.reference import reference_year
from potline.scan import sentences

# ⟦ ⟧ enclose the article's body, ⟪ ⟫ the headline; the three columns are published, source, reference year
PAGES = {
    "b2b portal with breadcrumb, counters and neighbours": ("""Home > Information > Industry News
⟪Datong rod mill doubles its second line⟫
Release Time: 2021-03-09  Source: Nonferrous Daily  Views: 1204
⟦The rod mill in Datong put a second line of 60,000 tons into operation in February, the company told this newspaper.
With it the capacity of the works comes to 120,000 tons a year, and 40 people found work.⟧
Previous: Copper tube prices ease
Next: Notice on the spring exhibition
Hot products
Aluminium coil 1060
Copyright © 2011-2021 Datong Metal Net. All rights reserved. ICP 05011111""", "2021-03-09", "Nonferrous Daily", 2021),
    "newswire with dateline, reporters and code": ("""⟪EXCLUSIVE-Sohar smelter halts a potline after cable fault⟫
Nov 3, 2016 | Reuters
⟦MUSCAT, Nov 3 (Reuters) - Sohar's smelter has stopped one of its two potlines after a cable fault, three sources said.

The line makes about 500 tonnes a day. Repairs need some six weeks.⟧

(Reporting by A. Writer; Editing by B. Reader)
Our Standards: The Trust Principles.""", "2016-11-03", "Reuters", 2016),
    "Indian business paper with tickers, nags and tags": ("""Sensex 61,224.35 +112.16 (0.18%)
Home / Companies / News
⟪Nalco lifts alumina output 6% as Damanjodi runs full⟫
Last Updated: Jan 12, 2023, 10:31 IST
Share
Listen to this article
⟦Nalco produced 5.4 lakh tonnes of alumina in the December quarter, 6 per cent more than a year ago, it said on Wednesday.
Also read: Vedanta weighs a third refinery
The refinery at Damanjodi ran at 101 per cent of its capacity of 21 lakh tonnes. Sales rose to ₹3,290 crore.⟧
First Published: Jan 12, 2023, 10:02 IST
Tags: Nalco, alumina
You may also like
Five metal stocks that brokers like
Jan 11, 2023""", "2023-01-12", "", 2023),
    "company press room with about and contacts": ("""⟪Nordal completes its recycling plant in Karmoy⟫
Published: 14 June 2022
⟦Nordal today opened a recycling plant that melts 30,000 tonnes of used profiles a year. The investment was NOK 250 million.

"We needed metal with a lower footprint," says plant manager Kari Moe.⟧

Media contact
Ola Nordmann, +47 00 00 00 00, press@nordal.example
For more information, please visit www.nordal.example""", "2022-06-14", "", 2022),
    "newsletter dump with sign-up between paragraphs": ("""The Light Metals Letter, issue 88
Sign up for our newsletter
⟪Rusal idles Nadvoitsy for good⟫
By Jane Roe
12 August 2018
⟦Rusal will not restart the smelter at Nadvoitsy, where the last cells went cold in August, a manager said.

Get the latest metals news to your inbox. Unsubscribe at any time.

The works made 12,000 tonnes a year and employed 300 people at the end.⟧

Forward this letter to a friend
© 2018 Light Metals Letter""", "2018-08-12", "", 2018),
    "mobile dump with menu words": ("""Menu
Search
Markets
English
⟪Ma'aden sells its rolling mill output for a year ahead⟫
5 min read
2019/07/02 08:15
⟦Ma'aden has sold all that its mill at Ras Al Khair will roll in the next 12 months, about 380,000 tonnes, two buyers said.⟧
Share on Facebook
Share on WhatsApp
Latest News
Copper slips on dollar
Zinc stocks fall to 51,000 tonnes""", "2019-07-02", "", 2019),
    "cookie notice and subscription wall above": ("""We use cookies to improve your experience on our site. By continuing to browse you agree to our use of cookies and similar tools.
Accept all
You have reached your limit of 3 free articles this month. Subscribe to read on.
⟪Alba prices its sixth line bond⟫
October 21, 2017
⟦Aluminium Bahrain priced a bond of $700 million that pays for its sixth line of 540,000 tonnes a year, bankers said.
Work on the line began in the spring.⟧
Terms of use | Privacy policy | Cookie settings""", "2017-10-21", "", 2017),
    "machine-translated site with category and slogan": ("""Honest service
Quality casts the future, integrity wins the world
⟪Guizhou section bar enterprise steps on new stair⟫
2020-11-18 10:20:11
⟦The section bar enterprise of Guizhou this year went up a new stair, from January to October its yield is 83000 tons, growing 12%
at the same time the order of photovoltaic frame has lined to January next year⟧
Keywords: section bar, photovoltaic
Last one: What is anodizing
Next one: Nine merits of the broken bridge window
WeChat: 00001111""", "2020-11-18", "", 2020),
    "headline twice and caption": ("""Guinea port clears record bauxite cargo

⟪Guinea port clears record bauxite cargo⟫
Published on 03 Mar 2021
File photo: ships wait off Kamsar
⟦A single ship took 205,000 tonnes of bauxite out of Kamsar this week, the largest cargo that the port has handled.⟧

Related articles
Guinea sets a floor for freight""", "2021-03-03", "", 2021),
    "no headline, first sentence is the article": ("""⟦Hydro restarts half of Alunorte's capacity, 3.2 million tonnes of alumina a year, after a judge in Barcarena lifted the cap, the company said.
The other half follows once the filters run.⟧
Tags: Alunorte""", "None", "", None),
    "forum post with author bio and comments": ("""⟪Why the Gulf keeps adding pots⟫
Posted by: Metals Desk | 22 May 2014 | Comments: 4
⟦Gas is the short answer. EMAL's second phase brought 520,000 tonnes a year, and Qatalum debottlenecked by 5,000 tonnes.
The long answer is jobs, of which the first phase alone gave 2,000.⟧
About the author
The desk has followed light metals since 1998.
Comments (4)
Leave a comment""", "2014-05-22", "", 2014),
    "exchange page with ticker arrows": ("""LME Aluminium 2,245.50 ▲ 12.50
LME Alumina 355.00 ▼ 1.00
⟪Stocks in Port Klang sheds fall below 400,000 tonnes⟫
Sep 27, 2021 16:40
Source: Asian Metal
⟦Stocks of aluminium in LME sheds at Port Klang fell by 11,450 tonnes to 398,275 tonnes on Monday, the lowest since 2005.⟧
Disclaimer: the above content is for reference only.""", "2021-09-27", "Asian Metal", 2021),
    "page counter and continuation": ("""⟪Iceland's smelters face dearer power⟫
by Anna Ros
March 2, 2020
⟦Power for the three smelters in Iceland will cost more once contracts end, a study for the ministry says. They use 12.5 TWh a year.
ADVERTISEMENT
Rio Tinto pays for 95 percent of what its works at Straumsvik could use, whether it runs or not.⟧
Page 1 of 2
1 2 Next""", "2020-03-02", "", 2020),
    "Chinese page": ("""首页 > 新闻中心 > 行业动态
⟪内蒙古新增电解铝产能四十万吨项目投产⟫
发布时间：2019-08-15 来源：中国有色网 浏览：310
⟦八月十二日，内蒙古一个年产40万吨的电解铝项目正式投产，项目总投资为45亿元，公司负责人在仪式上表示，项目将带动就业1200人。⟧
上一篇：铜价回落
下一篇：锌价走高
版权所有""", "2019-08-15", "中国有色网", 2019),
    "editor runs into the last line": ("""⟪Luoyang billet casters told to pause⟫
Date: 2018-11-20
⟦Casters of billet in Luoyang were told to pause for 10 days from Nov 18 as the air got worse. About 30 furnaces are affected.⟧ (Editor: Li Mei)
Statement: reprinted articles do not stand for the views of this site.""", "2018-11-20", "", 2018),
    "standfirst between headline and date": ("""⟪Vedanta shuts Lanjigarh for want of bauxite⟫
⟪Refinery had run at a third of its 1 million tonnes since spring⟫
By Our Bureau | Bhubaneswar | Updated: 6 December 2012
⟦Vedanta Aluminium stopped its refinery at Lanjigarh on Wednesday, as stocks of bauxite ran out, a spokesman said.⟧
Read more: Odisha offers new mines""", "2012-12-06", "", 2012),
    "subheads and a list inside the body": ("""⟪What the winter cuts mean for Shandong⟫
Published: 2017-09-30
⟦Four cities of Shandong have now printed their lists. They differ more than was thought.

Binzhou

The city counts 2.69 million tonnes of running capacity and will close 30 percent.

Zibo
- one refinery, 1.5 million tonnes
- two carbon works, 400,000 tonnes

All cities want the cells out by 15 November.⟧
Market commentary
For queries, please write to desk@example.org""", "2017-09-30", "", 2017),
    "related news that reads like articles, without a word of warning": ("""⟪Trimet fills its cells in Essen again⟫
Feb 1, 2023 09:00
⟦Trimet takes back into service a third of the cells at Essen that stood idle, about 50,000 tonnes a year, it said on Tuesday.⟧
For any inquiries, please contact: desk@example.org
Related News
Chile's copper output falls
Feb 2, 2023 10:00
Read More
Chile's copper output falls
Output of copper in Chile fell by 7 percent in December, the statistics office said, as grades at the largest pits went on sinking.
Feb 2, 2023 10:00""", "2023-02-01", "", 2023),
    "headlines with dates at the end, without a heading": ("""⟪Ghana picks a partner for its refinery⟫
2022-05-10
⟦Ghana has picked a partner for a refinery of 1.6 million tonnes a year at Nyinahin, the minister told parliament on Tuesday.⟧
Cameroon ships a first bauxite cargo
2022-05-09
Sierra Leone raises royalties
2022-05-08""", "2022-05-10", "", 2022),
    "truncated at the end": ("""⟪Press Metal adds a third phase at Samalaju⟫
10 January 2020
⟦Press Metal Aluminium will add 320,000 tonnes a year at Samalaju, which takes its smelting capacity to 1.08 million tonnes a year.
Half of the money comes from banks in""", "2020-01-10", "", 2020),
    "Windows line ends and tabs": ("⟪Karabiga mill rolls its first coil⟫\r\n\r\n\tPosted on 4 April 2016\t|\tHits: 77\r\n⟦A mill of 75,000 tonnes a year at Karabiga rolled its"
        " first coil on Friday, said its owner.\r\nIt cost $120 million.⟧\r\n\r\nBack to list\r\n", "2016-04-04", "", 2016),
    "one sentence": ("⟦Output was 5,000 tonnes in 2019, the plant said.⟧", "None", "", 2019),
    "headline and one short line": ("⟪Korba expands⟫\n⟦Balco adds 414,000 tonnes a year.⟧", "None", "", None),
    "press release wire": ("""⟪Kaiser Reports Third Quarter Shipments⟫
⟦FOOTHILL RANCH, Calif., Oct. 22, 2015 (GLOBE NEWSWIRE) -- Kaiser shipped 154 million pounds in the quarter, up 6 percent.

Value added revenue came to $190 million.⟧

Forward-Looking Statements
This press release contains statements that look ahead to the year 2016 and beyond; results may differ from them.
Investor Relations:
ir@kaiser.example""", "2015-10-22", "GLOBE NEWSWIRE", 2015),
    "markdown note": ("""# ⟪EGA's Al Taweelah refinery ramps up⟫

*Source: trade desk* | 2019-10-08

⟦EGA's refinery at Al Taweelah made 600,000 tonnes in its first half year and goes on to 2 million tonnes a year, it said.

## Bauxite

The ore comes from Guinea.⟧

Tags: #EGA #alumina""", "2019-10-08", "trade desk", 2019),
    "share bar below and most read": ("""⟪Mozal to keep its power contract⟫
Wednesday, 15 May 2019 11:20 GMT
⟦South32 has agreed with Eskom on power for its Mozal smelter until 2026. The works near Maputo make 580,000 tonnes a year.⟧
Share this article
Most Read
Rand slips
Eskom warns of cuts
Subscribe to our newsletter""", "2019-05-15", "", 2019),
    "government page": ("""Current location: Home >> Environmental supervision
⟪Notice on the inspection of carbon enterprises in Jining⟫
Issued on: 2017-08-21   Font: Large Medium Small   [Print] [Close]
⟦Nine carbon enterprises were inspected in the second week of August. Four of them had no desulphurisation and were sealed at once.
Fines of 1.3 million yuan were imposed.⟧
Address: 1 Jianshe Road
Technical support: Information Centre
Total visits: 120331""", "2017-08-21", "", 2017),
    "look-back years do not date it": ("""⟪Anglesey site gets a buyer⟫
⟦The smelter on Anglesey, built in 1971 and shut since 2009, has found a buyer who will clear the land by 2030.⟧""", "None", "", None),
    "editor and agency in the header": ("""China Daily > Business
⟪Smelters in Guangxi turn to barges for coal⟫
Updated: 2009-12-03 08:22
(China Daily)
Comments(2) Print Mail Large Medium Small
⟦NANNING: Two smelters with 350,000 tons of capacity in Guangxi now bring coal in by barge, as trains are full.

A third one will follow before the Spring Festival, said the regional power company.⟧

(China Daily 12/03/2009 page14)
Special
Expo 2010 Shanghai""", "2009-12-03", "China Daily", 2009),
    "source and day below the article": ("""⟪Bosnia's Aluminij finds no partner⟫
⟦No bidder came forward for the smelter in Mostar, idle since July, the government said. Its debts come to 400 million marks.⟧
Source: FENA
Date: 11.10.2019""", "2019-10-11", "FENA", 2019),
    "headline with the site's name": ("""Al Weekly
⟪Century to run Hawesville at two lines | Al Weekly⟫
Contributor: S. Lee
Jul 1, 2022 at 5:03 p.m. ET
⟦Century Aluminum will idle Hawesville, its Kentucky smelter of 252,000 tons, for nine to 12 months, as power has tripled in price.⟧
Recommended for you""", "2022-07-01", "", 2022),
    "questions and answers with short lines": ("""⟪Five questions on the Indonesian ban⟫
18 January 2023
⟦Indonesia will stop exports of bauxite in June. What follows?

How much is at stake?

Some 20 million tonnes a year, nearly all of it to Shandong.

Who can process it at home?

Four refineries with 4.3 million tonnes of capacity.⟧
Print this page
Back to top""", "2023-01-18", "", 2023),
    "pasted shop line between paragraphs": ("""⟪Gongyi strip makers stop annealing⟫
2019-10-12 09:00 Source: aluminum trade net
⟦Strip makers in Gongyi have stopped annealing since Tuesday, some 30 works are touched by the order, people there say.
Factory direct coffee grinder, free shipping, coupon 15% off
The order holds for seven days.⟧
Editor in charge: Wang""", "2019-10-12", "aluminum trade net", 2019),
    "table in plain text": ("""⟪Alumina output by province, March⟫
Published: 2021-04-16
⟦China made 6.4 million tonnes of alumina in March, as the table shows.

Province  Output (kt)  Change
Shandong  2,310  4.1%
Shanxi  1,690  -2.0%
Guangxi  1,020  1.2%⟧

Data Source Statement: all figures are for reference only.""", "2021-04-16", "", 2021),
    "long menu above and footer menu below": ("""Skip to main content
Home
About us
Products
Prices
Events
Contact us
Language: EN
News
Company News | Market | Exhibitions | Technology
⟪Zhongwang's mill in Tianjin passes 200,000 tons⟫
Post time: Dec-19-2017
⟦The flat-rolling mill of Zhongwang in Tianjin has shipped 200,000 tons since spring, twice what it had planned, said a manager there.⟧
Write your message here and send it to us
Contact Us
No. 1 Industry Road, Tianjin
+86 22 0000 0000
Site map
© Copyright - 2010-2023""", "2017-12-19", "", 2017),
    "dateline without headline, then an ad for the service": ("""⟦LONDON, June 5 (Argus) — Premiums for ingot in Rotterdam rose to $305 a tonne on Friday, $10 more than a week ago, traders said.
Duty-unpaid metal was at $255-260 a tonne.⟧
Request a demo
Argus Media group, all rights reserved.""", "None", "Argus", None),
    "older article put up again": ("""⟪Carbon works of Xinxiang under the inspection⟫
by:Sunlit     2021-01-04
⟦In March 2017 inspectors came to nine carbon works in Xinxiang; seven of them were sealed, two got 30 days to mend their flues.
From the papers of the group it is known that 120,000 tons of anode capacity are touched.⟧""", "2021-01-04", "", 2017),
    "legal text that opens with a long paragraph": ("""⟪Norsk stops its line in Lista⟫
Published: 2022-08-30
⟦A third of the primary capacity at Lista, 31,000 tonnes, stays shut until power gets cheaper, the company said on Tuesday.⟧
This article is reprinted from other media for the purpose of passing on information; it does not mean that this site agrees with its views, and the site answers for nothing that it says about 2022.
If you have any questions, please contact us within 30 days.""", "2022-08-30", "", 2022),
    "smm style": ("""⟪SMM Survey: Prebake Makers Cut Runs in October⟫

Oct 11, 2019 14:20
Source:SMM
⟦SHANGHAI, Oct 11 (SMM) – Operating rates at makers of prebaked anode fell 4.1 percentage points in September from a month ago to 71.3%, an SMM survey showed.

Makers in Shandong and Hebei cut deepest. Those in Henan are set to follow this month.

Operating rates are likely to fall another 3 percentage points in October, SMM believes.⟧
Market review
Prices
For queries, please contact Frank at frank@example.cn

For more information on how to access our research reports, please email service@example.cn""","2019-10-11","SMM",2019),
    "alu.com.cn style": ("""Your Location > Home > News & Market > International News > Norsk Hydro to cut
Today's Focus
-
China's exports of foil rise...
Exhibition opens in Foshan...
International News
Domestic News
⟪Norsk Hydro to cut output of its Neuss smelter⟫
- CRU
- Post Time: 2012/2/3
- Click Amount: 320
⟦Hydro will run its smelter in Neuss at 20 per cent of capacity until 2014. The works could make 230,000 tonnes a year.⟧
- Copyright and Exemption Declaration :①All articles marked are ours.
Tel: 0371-0000""","2012-02-03","CRU",2012),
    "moneycontrol": ("""App
Business
⟪Vedanta to invest Rs 4,500 crore in Jharsuguda⟫
⟪Vedanta said the money goes into raising capacity at its Jharsuguda smelter to 1.8 million tonnes⟫
PTI
September 14, 2021 / 06:11 PM IST
⟦Vedanta on Tuesday said it will put Rs 4,500 crore into its Jharsuguda smelter, where the capacity grows to 1.8 million tonnes per annum.

"We want to be the lowest-cost producer," its chief said.⟧
PTI
TAGS: #Business #Vedanta
first published: Sep 14, 2021 06:11 pm""","2021-09-14","PTI",2021),
    "asianmetal wap": ("""⟪Shanxi alumina refinery resumes 400,000tpy line⟫
----2021-11-09 10:12:03
⟦A major alumina refinery in Shanxi told Asian Metal that it resumed production on a 400,000tpy line on November 6 after two weeks of suspension owing to bauxite shortage.

"We will bring our output back to 130,000t in November," an official from the refinery said.⟧
[Print] [Close]""","2021-11-09","",2021),
    "hottest machine translated": ("""⟪The hottest electrolytic aluminum capacity in Xinjiang is inspected again⟫
  • Detail
the hottest electrolytic aluminum capacity in Xinjiang is inspected again

⟦recently, the inspection team of the Ministry came to Changji, where 3 enterprises have 2.4 million tons of capacity under construction

it is learned that the construction of 800000 tons has been stopped since 2017, and the fine is 2 million yuan⟧
related topic:
The hottest packaging machine
Copyright © 2011 JIN SHI""","None","",None),
    "made in china company blog": ("""Sales & Support: Request A Quote
English
Aluminium Tube
Aluminium Foil
About Us
Company Profile
Factory Tour
Home > News > Company News
⟪India raises the duty on foil from China⟫
2021-09-20 16:05:18
⟦India put an anti-dumping duty on aluminium foil of 80 micron and below from China, Indonesia, Malaysia and Thailand. It comes to between $95 and $976 a tonne.⟧
PREV: What is aluminium used for
NEXT: How we pack
Contact Us
Name: Ms. Wu
Mobile:+86-10000000000
Tel:+86-10-0000000
Email:sales@example.com""","2021-09-20","",2021),
    "chinamining": ("""Home
News Center
Related News
⟪Chalco's Guinea mine ships its 10th cargo⟫
Created: 04 November 2020 | Hits: 97 | Print | Email
⟦Chalco's mine at Boffa shipped its 10th cargo, 180,000 tons of bauxite. The mine can produce 12 million tons a year.⟧
Source: China Nonferrous Metals News
Prev: Copper mine opens
Next: A road show""","2020-11-04","China Nonferrous Metals News",2020),
    "reuters old web": ("""COMPANY NEWS
⟪UPDATE 2-Rio Tinto to close Lynemouth smelter⟫
NOVEMBER 16, 2011 / 10:05 AM / 9 YEARS AGO
By Clara Reporter
2 MIN READ
⟦* To close UK smelter with loss of 515 jobs
* Power costs blamed
LONDON, Nov 16 (Reuters) - Rio Tinto will close its 178,000-tonne-a-year smelter at Lynemouth, with the loss of 515 jobs.
The power station next to it may be sold.⟧
Our Standards: The Thomson Reuters Trust Principles.""","2011-11-16","Reuters",2011),
    "press release prn": ("""⟪Arconic Announces Sale of Its Russian Mill⟫
NEWS PROVIDED BY
Arconic Corporation
Nov 15, 2022, 16:05 ET
SHARE THIS ARTICLE
⟦PITTSBURGH, Nov. 15, 2022 /PRNewswire/ -- Arconic Corporation today sold its operations in Samara for $230 million.

The mill employs approximately 2,850 people.⟧

About Arconic
Arconic Corporation is a leading provider of sheet with 20 plants and revenue of $7.5 billion.

SOURCE Arconic Corporation""","2022-11-15","PRNewswire",2022),
    "email newsletter": ("""View this email in your browser
⟪Gulf smelters book a record year⟫
⟦Smelters of the Gulf made 5.89 million tonnes in 2021, one percent more than in the year before, their council reports.
Exports went to 60 countries.⟧
Forward to a friend
You are receiving this email because you signed up at our site.
Update your preferences or unsubscribe from this list.""","None","",2021),
    "one paragraph, then comments": ("""⟪Mill fire in Gongyi⟫
2018/7/12 9:20:00 Author: aluminium.example Number of clicks: 233
⟦A fire broke out at a strip mill in Gongyi on Tuesday; two lines with 40,000 tons of capacity stand still.⟧
Message
Name:
E-mail:
Submit""","2018-07-12","",2018),
    "alcircle": ("""NEWS
⟪Hindalco Q2 aluminium metal sales up 3% Y-o-Y⟫
Published on: 12 Nov 2019, 3:44 PM
4 min
SHARE
⟦Hindalco's sales of aluminium metal came to 326 kt in the second quarter of the fiscal year, 3% more than a year before. Alumina output stood at 651 kt.

Responses

The Copper business made 84 kt of cathodes.⟧
Adv
Edited By : News Room
Business Leads""","2019-11-12","",2019),
    "feedback, counters and a template's hole below": ("""⟪Fjardaal buys back its spare power⟫
Posted: 3 Nov 2021
⟦Alcoa's smelter in Reydarfjordur bought back 30 MW that it had given up in spring, the utility said. It makes 346,000 tonnes a year.⟧

Replies: 2   Views: 3,117
{bannerbelow_2}""", "2021-11-03", "", 2021),
    "agency alone in capitals": ("""11-MAY-1993 09:12
⟪ALUMAX TO SHUT FERNDALE LINE⟫
    ⟦SEATTLE, May 11 (Reuter) - Alumax Inc will shut one of three lines at its works in Ferndale, Washington, for want of water power.
    The line makes 90,000 tonnes a year.⟧
 REUTER""", "1993-05-11", "Reuter", 1993),
    "rate of exchange and who reported it": ("""⟪Slovalco weighs a long stop⟫
By our Vienna correspondent
12 July 2022
⟦Slovalco may stop its pots at Ziar nad Hronom, which made 175,000 tonnes in its best years, by the end of September, said its head.⟧

($1 = 0.99 euros)  (Reporting by desk; Editing by desk)""", "2022-07-12", "", 2022),
    "bureau and a day in few digits": ("""Gazette > State
⟪Damanjodi drivers end strike⟫
OUR CORRESPONDENT   Published 03.12.14, 12:00 AM
⟦Koraput, Dec. 3: Drivers at the alumina refinery of Damanjodi went back to their trucks on Wednesday after a strike of nine days.⟧
Follow us on Facebook""", "2014-12-03", "", 2014),
    "day before year and month": ("""⟪Yinhai starts the third kiln of carbon⟫
16 - 2019 - 05
⟦Yinhai of Liuzhou started the third kiln of carbon on Tuesday, the kiln makes 90,000 tons of anode a year, said the head of the works.⟧
Hot words: carbon kiln, 18 inch rims cheap
About us | Terms | Privacy | © 2019""", "2019-05-16", "", 2019),
    "source alone on its line, the firm in Norwegian": ("""⟪Husnes doubles again⟫
9 November 2020
⟦Hydro's works at Husnes runs both of its lines for the first time since 2009 and makes 190,000 tonnes a year, the company said.⟧

Source

Light Metal Letter
Om selskapet: Hydro, grunnlagt 1905, 34 000 ansatte""", "2020-11-09", "Light Metal Letter", 2020),
    "labels of the article's own": ("""⟪Alumina in the week: Shanxi up, ports calm⟫
Published: May 8, 2025 17:30
Source: SMM
⟦May 8:
Prices in Shanxi rose by 15 yuan/mt to 2,905 yuan/mt, those in the ports did not move from 3,120 yuan/mt all week.⟧
》Click to view the price
More popular news
Zinc Stocks up 3,000 Mt""", "2025-05-08", "SMM", 2025),
    "questions to the reader": ("""⟪Boyne loses a third of its power⟫
Press Trust of India  |  Brisbane  Last Updated at June 9, 2017 10:05 IST
⟦Boyne Smelters cut its output by 14 percent, or 80,000 tonnes, as power on the market had grown too dear, the company said on Friday.⟧

Like this kind of news? Subscribe to the morning bulletin in 10 seconds.
(Only the headline may have been changed here.)
Press desk: +61 (7) 0000-0000""", "2017-06-09", "Press Trust of India", 2017),
}

ADVERTS = (
    'Two works in Xiaoyi were sealed. ⟦If you want to buy a bag sealer please call our 24-hour line.⟧ The fine was 2 million yuan.',
    'Pots went cold in Bijie. ⟦LED street lamp 80W 120W factory direct sale!⟧ A restart costs 300,000 yuan a pot.',
    'Smelters cut output, ⟦the maximum test force of the spring testing machine is 300 kN,⟧ and premiums rose at once.',
    'The inspection in Hebei goes on. ⟦The tensile tester is suitable for rubber, stretching, compression and 90 degree peeling.⟧ Nine works were closed.',
    '⟦Oak toy train, free shipping, coupon 10% off⟧',
    'Linyi closed 30 furnaces ⟦(how to choose a universal testing machine: the load cell has a range of 500 N)⟧ by the end of May.',
    'In June the ministry named 12 cities, ⟦our fatigue testing machine and hydraulic test bench are easy to operate,⟧ of which Jinan comes first.',
    'The works stood idle. ⟦Sign up for our daily newsletter and get 5 stories a day.⟧ It made 40,000 tonnes.',
    'Alumina fell by 20 yuan ⟦click here to start your free trial⟧',
    '⟦Welcome new and old customers to consult us about the pellet mill and its 2 year warranty.⟧',
    'The ban holds in six cities, ⟦XX company sells all kinds of thermal insulation board and test equipment,⟧ and it is strict.',
)
TRADE = (  # sentences of the trade and its neighbours in which the words of adverts stand
    'The heat exchanger of the digester was cleaned for 12 days.',
    'The site provides 300 people with work, ten years after the shaft was sunk.',
    'The mill bought a new testing machine and 12 sensors for 3 million yuan.',
    'A test bench for pots with 600 kA was installed in Gansu.',
    'Novelis opened a test centre; its laboratory tests 500 samples a day.',
    'The foil reaches a peel strength of 15 N and a thickness of 6 microns.',
    'The extrusion press of 12,500 tonnes is suitable for wide profiles.',
    'Subscribers to the share offer paid 3.2 yuan a share.',
    'The insulation board of the furnace failed and 30 tonnes of metal ran out.',
    'Welcome to Zouping, where 6 million tonnes are made.',
    'Sales of LED lamp housings rose by 12% from a year ago.',
    'Toy makers use 3,000 tonnes of zinc alloy.',
    'Prices are 20% off their peak.',
    'The shop floor has 300 workers.',
    'The packaging machine makers of Wenzhou ordered 500 sets.',
    'The fatigue life of the wheel is 20% longer in the test.',
    'The line runs at 1,200 m/min and the cold mill at 800 m/min.',
    'It is able to pull 30 carriages of bauxite.',
    "Let's talk about costs: power takes 40% of them.",
    'The aluminium die castings go into servo motor housings and LED display frames.',
    'The rolling mill runs 24 hours, with 8 touch screens in its pulpit.',
    'The new fixture cuts the time for anode change to 90 seconds.',
    'All walks of life were hit by the power cuts in 16 cities.',
    'Customers can buy now and pay in 90 days, the trader said.',
    'Analysts follow us on prices, a trader joked.',
    'The packing machine and two sealing machines stood still for 3 days.',
    'High-purity reagent grade material fetched 12 dollars.',
    'Two crushers and a ball mill arrived at the site on May 5.',
)


def bare(marked: str) -> str:
    return marked.translate(dict.fromkeys(map(ord, "⟦⟧⟪⟫")))


def between(marked: str, marks: str) -> list[str]:
    return [part.split(marks[1])[0] for part in marked.split(marks[0])[1:]]


def texts(found: Article, kind: str) -> list[str]:
    return [found.text[start:end] for start, end in found.spans(kind)]


def covered(found: Article) -> bool:
    """Whether the blocks stand in order, without overlap, and leave nothing but blanks out."""
    at = 0
    for block in found.blocks:
        if block.start < at or block.end <= block.start or found.text[at:block.start].strip():
            return False
        at = block.end
    return not found.text[at:].strip()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_cut_to_its_article(name: str) -> None:
    marked, published, source, year = PAGES[name]
    found = article(bare(marked))
    start, end = found.spans("body")[0][0], found.spans("body")[-1][1]
    assert covered(found)
    assert [found.text[start:end]] == between(marked, "⟦⟧")
    assert [title.strip("# ") for title in texts(found, "title")] == between(marked, "⟪⟫")
    assert (str(found.published), found.source, found.reference_year) == (published, source, year)


@pytest.mark.parametrize("marked", ADVERTS)
def test_an_advert_is_cut_out(marked: str) -> None:
    found = article(bare(marked))
    assert texts(found, "advert") == between(marked, "⟦⟧") and covered(found)


@pytest.mark.parametrize("sentence", TRADE)
def test_a_sentence_of_the_trade_is_no_advert(sentence: str) -> None:
    found = article(f"Power was cut in Henan on Monday, the grid company said in a note to its customers.\n{sentence}\nThe cuts will last ten days, it said.")
    assert {block.kind for block in found.blocks} == {"body"}


def test_what_a_page_drops_is_named() -> None:
    found = article(bare(PAGES["Indian business paper with tickers, nags and tags"][0]))
    kinds = {found.text[b.start:b.end].split("\n")[0]: (b.kind, b.reason) for b in found.blocks}
    assert kinds["Also read: Vedanta weighs a third refinery"] == ("boilerplate", "pointer")
    assert kinds["Tags: Nalco, alumina"] == ("boilerplate", "filing")
    assert kinds["You may also like"] == ("related", "related")
    assert all(b.reason for b in found.blocks if b.kind != "body")


def test_what_is_given_goes_before_what_is_printed() -> None:
    found = article("Smelter restarts\nPublished: 2020-07-28\nThe smelter runs again.", "x", source="Desk", url="https://a.example")
    assert (found.article_id, found.source, found.url, str(found.published)) == ("x", "Desk", "https://a.example", "2020-07-28")


@pytest.mark.parametrize("encoding, name", [
    ("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"), ("utf-16-be", "utf-16-be"), ("utf-16-le", "utf-16-le"), ("gb18030", "gb18030"),
])
def test_encodings_are_told_apart(encoding: str, name: str) -> None:
    text = "Chalco 中国铝业 cut output by 2 percent.\r\nIt was “planned”.\n"
    assert decode(text.encode(encoding)) == (text, name)


def test_windows_copy_keeps_its_quotes() -> None:
    text = "The “dual control” goals – and Alcoa’s €40 million – remain."
    assert decode(text.encode("cp1252")) == (text, "windows-1252")


def test_a_cut_or_scratched_copy_is_still_read() -> None:
    data = "Alcoa’s “San Ciprián” – idle since 2021 – and “Avilés”, “La Coruña”".encode()
    assert decode(data[:-1] + "”".encode()[:2])[1] == "utf-8, damaged" and decode(data.replace(b"idle", b"id\xffle"))[1] == "utf-8, damaged"


def test_a_folder_gives_articles_in_order_and_reasons(tmp_path: Path) -> None:
    deep = tmp_path / "2020" / "05"
    deep.mkdir(parents=True)
    (tmp_path / "lexicon").mkdir()
    for name, content in {
        "b.txt": b"Output was 5,000 tonnes.", "b.md": b"Output was 6,000 tonnes.", "README.md": b"where from", "corrections.csv": b"a,b", ".hidden.txt": b"x",
        "lexicon/own.txt": b"x", "2020/05/a b 铝.txt": b"Output fell.", "empty.txt": b"", "blank.txt": b" \n ", "scan.pdf": b"%PDF-1.7", "wrong.txt": b"%PDF-1.7",
        "noise.txt": bytes(range(256)) * 9, "old.doc": b"x",
    }.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "out.txt").symlink_to("/etc/hostname")
    (tmp_path / "round.txt").symlink_to(tmp_path / "round.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    found = list(read(tmp_path))
    assert [a.article_id for a in found if isinstance(a, Article)] == ["2020/05/a b 铝", "b.md", "b.txt"]
    reasons = {Path(u.path).name: u.reason for u in found if isinstance(u, Unread)}
    words = {
        "blank.txt": "empty", "empty.txt": "empty", "loop": "link", "noise.txt": "binary", "old.doc": "unknown kind .doc", "out.txt": "leads out",
        "pipe.txt": "pipe", "round.txt": "links", "scan.pdf": "unknown kind .pdf", "wrong.txt": "a PDF",
    }
    assert reasons.keys() == words.keys() and all(words[name] in reasons[name] for name in words)
    assert all(":" in reason for reason in reasons.values())  # what it is: what to do


def test_lines_of_json_are_articles(tmp_path: Path) -> None:
    rows = [{"text": "Output was 5 t.", "title": "Smelter runs", "published": "2020-05-05T10:00:00Z", "source": "Desk", "url": "https://a.example"}, {"text": 5}]
    (tmp_path / "all.jsonl").write_text("\n".join([*map(json.dumps, rows), "", "{", json.dumps({"text": "Output fell."})]), "utf-8")
    one, two, three, four = read(tmp_path / "all.jsonl")
    assert isinstance(one, Article) and isinstance(four, Article) and (one.article_id, four.article_id) == ("all:1", "all:5")
    assert (one.title, str(one.published), one.source, one.url, texts(one, "body")) == ("Smelter runs", "2020-05-05", "Desk", rows[0]["url"], ["Output was 5 t."])
    assert isinstance(two, Unread) and "line 2" in two.reason and isinstance(three, Unread) and "line 4" in three.reason


def test_a_saved_page_gives_its_main_text(tmp_path: Path) -> None:
    story = "<p>The smelter at Korba, with 250,000 tonnes of capacity, was shut on Monday, its owner said in a statement to the exchange.</p>"
    (tmp_path / "page.html").write_text(
        '<html><head><title>Korba smelter shuts - Al News</title><meta property="og:site_name" content="Al News">'
        '<meta property="article:published_time" content="2019-05-03T10:00:00Z"><link rel="canonical" href="https://al.example/korba"></head><body>'
        f"<nav><a href='/'>Home</a> <a href='/n'>News</a></nav><article><h1>Korba smelter shuts</h1>{story}{story.replace('Monday', 'a weekday')}</article>"
        "<script>alert(1)</script><footer>Copyright 2019 Al News</footer></body></html>", "utf-8")
    (found,) = read(tmp_path)
    assert isinstance(found, Article) and covered(found)
    assert (found.title, str(found.published), found.source, found.url) == ("Korba smelter shuts", "2019-05-03", "Al News", "https://al.example/korba")
    assert texts(found, "title") == ["Korba smelter shuts"] and "alert" not in found.text and "Copyright" not in found.text
    (tmp_path / "none.html").write_text("<html><body></body></html>", "utf-8")
    assert isinstance(next(iter(read(tmp_path / "none.html"))), Unread)


def test_seeds_are_found_from_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    assert locate("seeds").samefile(tmp_path / "seeds")
    with pytest.raises(PotlineError, match="no such file or folder"):
        locate("no seeds here")
    with pytest.raises(PotlineError, match="no such file or folder"):
        list(read("no seeds here"))


@pytest.mark.parametrize("unit", [
    "x", "x\n", "1 ", "- ", ". ", "2017 ", "(testing machine, ", "whole shop 20% off coupon; ", "click here to ", "Source: ", "Read more\n", "2017-01-01\n", "home > ", "【([", "http://a", "Korba rises\n", "from 2016 to ", "a\n1\n2\n", "Jobs | ", "1,5 % ", "by 1/2 to ", "2 300 ", "Photo: A ",
])
def test_time_is_linear_whatever_the_text_holds(unit: str) -> None:
    def seconds(size: int) -> float:
        text, took = unit * (size // len(unit)), []
        for _ in range(3):  # of this process alone, and the best of three: other processes are to make no difference
            start = time.process_time()
            assert covered(article(text))
            took.append(time.process_time() - start)
        return min(took)

    seconds(1000)
    assert seconds(60_000) < 8 * seconds(15_000) + 0.2


STORY = "The smelter at Korba has stopped half of its cells, its owner said on Monday, as power is dear and metal is cheap this spring."


@pytest.mark.parametrize("credit", [
    "Hubei Daily   2014-12-12 07:12   Hits 290", "Hunter Valley Times | October 28, 2025", "alumina desk, 13 June 2018", "Stock exchange notice / 11.08.2010 / Oslo",
])
def test_a_credit_below_the_headline_is_no_text(credit: str) -> None:
    found = article(f"Smelter at Korba stops half of its cells\n{credit}\n\n{STORY}\n\n{STORY}")
    assert texts(found, "body")[0].startswith("The smelter at Korba")


@pytest.mark.parametrize(("line", "day"), [
    ("Kuala Lumpur, Nov 26, 2013 — Press Metal lit its second line.", "2013-11-26"), ("CHENGDU (Aug 22, 2022) - All pots are cold.", "2022-08-22"),
    ("Beijing (Platts)--16 Oct 2017 409 am EDT", "2017-10-16"), ("News of July 21, 2009: restarted capacity grew.", "2009-07-21"),
    ("10 June 2016, Medan (Antara) - The lake has fallen.", "2016-06-10"), ("Market express -- 2010-03-19 10:02 -- Views(58)", "2010-03-19"),
    ("2018-11-28 Bulk commodity watch; automatic abstract", "2018-11-28"), ("Hubei green watch 2021.8.5", "2021-08-05"),
    ("Binzhou bureau notice, posted 26 Nov 2018", "2018-11-26"), ("August 12, 2014   Jiangsu work safety   number of clicks: 5600", "2014-08-12"),
    ("[Chuzhou Daily July 30, 2024] A frame maker builds.", "2024-07-30"), ("(Oslo, Feb 17 2010, NTB/own) Hydro had a profit.", "2010-02-17"),
    ("Ziar nad Hronom, 9 December 1996 (Slovak wire). The strike is off.", "1996-12-09"), ("Xi'an, 25 November 2021. Shen Hui spoke.", "2021-11-25"),
    ("Metals Price Report, November 27, 1996, p. 3", "1996-11-27"), ("Foshan Daily 2020-02-27 A03: Dali has 389 plants.", "2020-02-27"),
    ("August 27, 2019 Wenshan Daily - With a thunder of crackers", "2019-08-27"),
    ("LIAOCHENG, China, May 18, 2023 /PRNewswire/ -- A report", "2023-05-18"), ("Stock exchange notice / 11.08.2010 / Oslo", "2010-08-11"),
    ("A third rolls foil, two cast. Published Sep 21, 2023.", "2023-09-21"), ("Its trucks stood (Odisha Sun Times, Aug 29, 2017).", "2017-08-29"),
    ("The owner, it said on Wednesday, June 26, 1996, waits.", "1996-06-26"), ("On Monday, October 30, 2017, the bureau made known a duty.", "2017-10-30"),
    ("The quota became known on Tuesday, August 8, 2017.", "2017-08-08"), ("23. April 2009", "2009-04-23"), ("04, Mar. 2020", "2020-03-04"),
    ("9.17.2020", "2020-09-17"), ("2018.12.28 The price of anodes rose by 5% in the east.", "2018-12-28"),
    ("Shanghai Nonferrous Metals Network October 26, 2010 news, power is short.", "2010-10-26"), ("March  19, 2015", "2015-03-19"), ("Begun May 25th 2010, they add 1.6 mln t.", "None"),
    ("In a letter (Alcoa, 12 May 2015) it asked for power.", "None"), ("On May 12, 1931, the plant opened. In 2010 it closed.", "None"),
    ("Sanctions, April 6, 2018, are lifted.", "None"), ("Anti-dumping Order of September 18, 2003: the duty stays.", "None"),
    ("The plant reported on March 5, 2009 a loss. It was sold in 2014.", "None"), ("Start-up, 30 June 2022.", "None"), ("March 5 - March 7, 2018, Dubai", "None"),
    ("Plants were told on January 5, 2023 to rest.", "None"), ("Review of the market (2012.03.12~2012.03.16)", "None"),
    ("The smelter at Korba was shut on March 5, 2019.", "None"), ("Shutdowns go on till 5 March 2019", "None"),
    ("The list of December 1, 2018 names 40 pots.", "None"), ("Prices in yuan as of 2018-03-05", "None"),
    ("2010.6.21 Rain of 176 mm\n2011.7.3 The dam slides", "None"),
    ("Notes » 2023-07-21 » Large contracts", "2023-07-21"), ("Binzhou client end 2019-09-19 15:30:02", "2019-09-19"),
    ("Valley Daily mobile client 2021-10-22, 07:00", "2021-10-22"), ("24 March 2022 The works at Korba, which was built for export in the nineties, has let its pots rest since Sunday.", "2022-03-24"),
    ("PODGORICA, July 8, 2013 A court opened the case.", "2013-07-08"), ("Oslo, January 23, 2007, 8.00 am. Strip is short.", "2007-01-23"),
    ("Northern net November 25, 2014 At three in the morning police came.", "2014-11-25"), ("(China Herald)| Updated : 2020-11-20", "2020-11-20"),
    ("Market reviewAuthor:Site Click to rate:611 Post time:2015-10-21", "2015-10-21"), ("By Ann Mensah January 16, 2020 980 41 comments", "2020-01-16"),
    ("Valley Daily, Oct. 20, 2010 page 7. The town got pots.", "2010-10-20"), ("Henan ecology department, October 16, 2019. Grade C stops.", "2019-10-16"),
    ("August 8, 2024, the association met in Hefei.", "None"), ("On May 12, 2008, at 14:28, 168 pots fell silent.", "None"),
    ("Power is dear from 2019-01-01 00:00 on", "None"), ("By October 17, 2005 The works rested.", "None"),
    ("Power failed at 2019-07-19 03:12 and 168 pots froze.", "None"), ("Auction opens 2021-07-05, 09:00", "None"),
    ("By Monday 4 March 2019 the strikers must be back at work", "None"), ("Trial date, Oct 4, 2021 Judge named", "None"),
    ("By kwame - January 16, 2020\n212\n\nAccra, 12 January 2020: Volta Aluminium cut output.", "2020-01-16"), ("Monday, Jan. 6, 2020 14", "2020-01-06"),
    ("16\n2020\n-\n01", "2020-01-16"), ("Saturday 29 Jun 2024\n\nKUALA LUMPUR (Nov 12): Press Metal lost pots.", "2023-11-12"),
    ("Saturday 29 Jun 2024\n\nKUALA LUMPUR (June 28): Press Metal lost pots.", "2024-06-29"),
    ("• 22/04/19\n\nIt lost pots in 2021.", "2022-04-19"), ("• 22/04/19\n\nIt lost pots in 2018.", "2019-04-22"),
    ("(Pot Herald March 5, 2019)", "2019-03-05"), ("- Jun 12, 2018 -", "2018-06-12"), ("date 2023-08 Aug 11 (Pot Wire) - Pots cool.", "2023-08-11"),
    ("Saturday 29 Jun 2024\n\nKUALA LUMPUR (Feb 12): Press Metal lost pots in the quarter ended Dec 31, 2019.", "2020-02-12"),
    ("January 1, 2020 New tariffs took effect", "None"), ("Oslo, 5 March 2019. Hydro runs on.\nPower failed at 2019-03-04 17:45.", "2019-03-05"),
])
def test_a_text_may_open_with_its_day(line: str, day: str) -> None:
    assert str(article(f"Smelters go dark in the west\n{line}\n\n{STORY}").published) == day


@pytest.mark.parametrize(("foot", "day"), [
    ("(October 15, 2024)", "2024-10-15"), ("-- Packaging East, 14.04.2022", "2022-04-14"), ("Montreal, Oct 28, 1999.", "1999-10-28"),
    ("This announcement is dated 12 July 2013.", "2013-07-12"), ("The pots cool since 15 October 2024.", "None"),
])
def test_a_text_may_end_with_its_day(foot: str, day: str) -> None:
    assert str(article(f"Smelters go dark in the west\n\n{STORY} {foot}").published) == day


@pytest.mark.parametrize(("line", "year", "how"), [
    ("Mines digest 12/03/2014", 2014, "published"), ("It waits, the owner said on June 26, 1996.", 1996, "day of a statement"),
])
def test_the_year_is_known_where_the_day_is_not_or_only_told(line: str, year: int, how: str) -> None:
    found = article(f"Smelters go dark in the west\n{line}\n\n{STORY}")
    assert (found.reference_year, found.reference_how) == (year, how)


@pytest.mark.parametrize(("text", "year"), [
    ("It made 90,000 tons in 2011. It expects 95,000 tons this year, 120,000 tons in 2013 and 150,000 in 2014.", 2011),
    ("It made 90,000 tons in 2011. Its power contract ends in 2028, and it could run until the third quarter of 2029.", 2011),
    ("It made 90,000 tons in 2011. It goes on after 2016.", 2011), ("It made 90,000 tons in 2011. Supply is short each year after 2016.", 2011),
    ("It made 90,000 tons, more than in the third quarter of 2010.", 2011),
    ("It made 90,000 tons in 2011. The board acted under the Waste (Handling) Rules, 2013, and the Water Act of 2014.", 2011), ("It was opened in May 2014 and made foil.", 2014), ("Judged by the first half of 2010, 16 million tons are likely.", 2010),
    ("It made 90,000 tons in 2011. Scrap is at the heart of its 2030 strategy.", 2011),
    ("It made 90,000 tons in 2011. A start is expected in March 2012, with foil in January 2014.", 2011),
    ("It made 90,000 tons in 2011. The mill rolls 7050, 7075 and 2024.", 2011), ("It made 90,000 tons in 2011. 2024-T3 sheet is dear.", 2011),
    ("It made 90,000 tons in 2011. The duty holds until March 31, 2013.", 2011), ("Incorporated in the summer of 1991, it had 400 men by May 2019.", 2019),
    ("A kiln failed on December 25, 2015. In January 2016 it said a restart would take until June.", 2016),
    ("It used 9 percent more scrap than in 2022.", 2023), ("A start is expected in March 2012.", 2012), ("It left its 2021 guidance alone.", 2021),
    ("It made 90,000 tons in 2011. Demand is rising 4% a year to 2026.", 2011),
])
def test_a_year_to_come_is_not_the_one_that_a_text_speaks_from(text: str, year: int) -> None:
    assert reference_year(text, Issue()) == (year, "printed years")


def test_a_stamp_before_the_first_sentence_is_the_day() -> None:
    assert str(article(f" date 2011-10-06 HAMBURG Oct 6 Trimet will buy power from coal.\n\n{STORY}").published) == "2011-10-06"


def test_rows_of_figures_below_a_dateline_are_text() -> None:
    rows = "Exports of ingot, Q3 2023: 248,310 tonnes\nExports of extrusions, Q3 2023: 38,220 tonnes"
    found = article(f"Exports down again\nDepartment of Statistics, Putrajaya, 9 Nov 2023\n\n{rows}\n\n{STORY}")
    assert rows in "\n".join(texts(found, "body"))


@pytest.mark.parametrize("foot", [
    "Mymetal service hotline 021-00009876", "About us | Terms | 24 issues a year", "Editor Zhan   027-00008756", "Related instruments: fluoride meter 2 sets in stock",
])
def test_a_line_of_the_page_below_the_text_is_no_text(foot: str) -> None:
    found = article(f"Smelter at Korba stops half of its cells\n\n{STORY}\n\n{STORY}\n\n{foot}")
    assert texts(found, "body")[-1].endswith("this spring.")


def test_a_last_line_that_speaks_is_text() -> None:
    found = article(f"Smelter at Korba stops half of its cells\n\n{STORY}\n\n{STORY}\n\nIts shares lost 4% to 90 rupees.")
    assert texts(found, "body")[-1].endswith("90 rupees.")


PORTS = """Japan's port stocks of aluminium up 2.2% - trading house
December 18, 2023
Stocks at three ports of Japan came to 331,000 metric tons at the end of November, the trading house said on Monday, up from October.

Stocks at the ports (in metric tons):

End-November 2023

End-October 2023

Yokohama

148,900

145,600

Nagoya

182,100

178,300

TOTAL

331,000

323,900

(Reporting by A. Writer)"""


def test_cells_on_lines_of_their_own_are_rows() -> None:
    found = article(PORTS)
    assert texts(found, "body")[-1].rstrip().endswith("323,900")
    facts = {f.quote: f for f in parse(found).facts}
    told = {quote: (f.low, f.unit, f.measure, f.place, str(f.period_end)) for quote, f in facts.items() if quote in ("148,900", "178,300")}
    assert told == {
        "148,900": (148_900, "t", "inventory", "Yokohama", "2023-11-30"), "178,300": (178_300, "t", "inventory", "Nagoya", "2023-10-31"),
    }


@pytest.mark.parametrize("above", [
    "RELATED NEWS", "Photo: A crane lifts a cell. Photo: Ann Writer", "Trending Now\nStory continues below advertisement",
])
def test_what_stands_above_the_text_does_not_end_it(above: str) -> None:
    found = article(f"Smelter at Korba stops half of its cells\nMay 5, 2020\n\n{above}\n\n{STORY}\n\n{STORY}")
    assert texts(found, "body")[0].startswith("The smelter at Korba")


def test_a_box_of_headlines_between_paragraphs_ends_no_article() -> None:
    box = "Related readings:\n Alba to lift its output\n Union calls off its strike"
    found = article(f"Smelter at Korba stops half of its cells\nMay 5, 2020\n\n{STORY}\n\n{box}\n\n{STORY}\n\n{STORY}")
    assert "\n".join(texts(found, "body")).count(STORY) == 3
    assert texts(found, "related") == [box]


def test_a_page_of_short_lines_keeps_its_first_sentence() -> None:
    text = ("BEIJING, Feb 20, 2023 (Reuters) - Makers of aluminium\nin Yunnan, in the southwest of China, must again\nuse less power because supply"
            " stays\nshort, a paper reported on Monday.\nSome 1.1 million kilowatts are rationed in this way, and\nmore cuts may follow, the paper wrote.\n")
    assert texts(article(text), "body") == [text.strip()]


@pytest.mark.parametrize("lines", [
    "It will cut its capacity by nearly\n400,000 tonnes.", "Tariffs on metal from Canada and\nNorway would cost 5 percent.", "Ohio-based\nLoxal spends $30 million.",
    "The smelter of Hillgate had to stop its pots because\nthe grid failed, and some of them stay cold, Rio\nTinto on Monday, which owns half of the works and\n"
    "sells half of what they make, and a quarter of which\nis foil.",
])
def test_a_line_that_ends_in_mid_sentence_goes_on_below(lines: str) -> None:
    found = article(f"Smelters go dark in the west\n\n{lines}\nIt runs again in May.\n\n{STORY}")
    start, end = found.spans("body")[0]
    assert [found.text[s:e] for s, e, _ in sentences(found.text, start, end)][:2] == [lines.rstrip("."), "It runs again in May"]


def test_a_headline_on_two_lines_is_one_whatever_ends_them() -> None:
    for end in ("\n", "\r\n"):
        assert article(f"Smelter at Korba cuts output at its\nKorba lines\n\n{STORY}".replace("\n", end)).title == "Smelter at Korba cuts output at its Korba lines"


def test_lines_that_end_whole_stay_apart() -> None:
    text = "Smelter shuts its lines at last\n2 million tonnes are lost\nSupply\nJapan has 300 tonnes, as shown below\nKorba has 200 tonnes"
    assert [text[s:e] for s, e, _ in sentences(text, 0, len(text))] == text.split("\n")


def test_a_text_goes_on_below_a_heading_without_headlines() -> None:
    found = article(f"Smelter at Korba stops half of its cells\nMay 5, 2020\n\n{STORY}\nMore From This Section\n{STORY}\n{STORY}")
    assert "\n".join(texts(found, "body")).count(STORY) == 3


def test_a_box_set_apart_by_blank_lines_ends_no_article() -> None:
    box = "Related Stories\nAlba to lift its output\nUnion calls off its strike"
    last = "The works at Korba will run at half their pace until the rains come, the owner said, and 200 people stay at home on part of their pay."
    found = article(f"Smelter at Korba stops half of its cells\nMay 5, 2020\n\n{STORY}\n\n{STORY}\n\n{STORY}\n\n{box}\n\n{last}")
    assert texts(found, "body")[-1] == last and texts(found, "related") == [box]


def test_what_stands_above_a_page_s_path_is_not_the_story() -> None:
    slogan = "Makers of fine foil\n\nWe sell foil, strip and plate of every kind to all lands, and our service never sleeps at night."
    found = article(f"{slogan}\n\nHome > News > Content\n\nSmelter at Korba stops half of its cells\n\n- May 5, 2020 -\n\n{STORY}\n\n{STORY}")
    assert texts(found, "title") == ["Smelter at Korba stops half of its cells"]
    assert "\n".join(texts(found, "body")) == f"{STORY}\n\n{STORY}"


def test_headlines_of_other_stories_between_paragraphs_are_not_the_article_s() -> None:
    other = ["Breaking News: Alba Lifts Its Output by 5%", "Stocks of Billet Fell in Three Ports, SMM Says"]
    found = article(f"Smelter at Korba Stops Half of Its Cells, SMM Reports\nMay 5, 2020\n\n{STORY}\n\n{other[0]}\n\n{STORY}\n\n{other[1]}\n\n{STORY}")
    assert texts(found, "related") == other and "\n".join(texts(found, "body")).count(STORY) == 3
    assert texts(found, "title") == ["Smelter at Korba Stops Half of Its Cells, SMM Reports"]


@pytest.mark.parametrize("line", ["More than 1,000 men were locked out in January 2018", "1.Electrolytic Aluminum Output In April 2017"])
def test_a_line_with_a_year_that_tells_what_happened_is_no_credit(line: str) -> None:
    found = article(f"Smelter at Korba stops half of its cells\nMay 5, 2020\n\n{line}\n\n{STORY}\n\n{STORY}")
    assert texts(found, "body")[0].startswith(line)


def test_a_headline_above_a_name_in_small_letters_stays_one() -> None:
    found = article(f"European makers seek curbs on imports of aluminium\nvoestalpine cuts its output by 5% this year.\n\n{STORY}")
    assert texts(found, "title")[0].startswith("European makers seek curbs on imports of aluminium")
    assert "voestalpine" not in texts(found, "title")[0]


def test_teasers_of_other_articles_stay_related() -> None:
    teasers = "Rusal said on Monday that output rose 5% in 2016 to 3.7 million tonnes, and more.\nCentury said on Monday that its plant in Kentucky stays shut."
    found = article(f"Smelter at Korba stops half of its cells\nMay 5, 2020\n\n{STORY}\n\nYou may also like\nA profit for Alcoa\n{teasers}\nTags: a, b")
    assert "\n".join(texts(found, "body")) == STORY


def test_news_below_a_box_are_not_the_article() -> None:
    box = "Related readings:\n Alba to lift its output\nMay 3, 2020"
    found = article(f"Smelter at Korba stops half of its cells\nMay 5, 2020\n\n{STORY}\n\n{STORY}\n\n{box}\n\n{STORY}")
    assert "\n".join(texts(found, "body")).count(STORY) == 2


@pytest.mark.parametrize(("head", "title"), [
    ("Hillgate lifts South Korba output while future of works hangs in balance\n\nHillgate's Korba smelter in India\n\nMarch 12, 2018", "Hillgate lifts South Korba output while future of works hangs in balance"),
    ("The Herald Post\n\nBIG POWER DISPUTE WINDS UP\n\n- JOHN SMITH", "BIG POWER DISPUTE WINDS UP"), ("Smelter Outlook April 3, 2008", "Smelter Outlook April 3, 2008"),
    ("Smelter cells rest at Korba\n\nHalf of 90 cells stopped as metal is cheap and power dear\n\nJune 19, 2001", "Smelter cells rest at Korba"),
    ("UPDATE 1-Korba smelter\n date 2016-08-25 * Smelter at Korba stops half of its cells\n* Says metal is cheap", "UPDATE 1-Korba smelter"),
    ("Half of the cells at the Korba smelter stopped because power is so dear this spring.", "Half of the cells at the Korba smelter stopped because power is so dear this spring."),
    ("Smelter stops cells in India\n\nThe smelter at Korba has stopped half of its cells", "Smelter stops cells in India"),
    ("Smelter runs at half of\nKorba's pots", "Smelter runs at half of Korba's pots"),
])
def test_a_headline_is_told_from_captions_names_and_standfirsts(head: str, title: str) -> None:
    found = article(f"{head}\n\n{STORY}\n\nIts output was 90,000 tonnes last year.")
    assert found.title == title and "\n".join(texts(found, "body")).count("half of its cells") == 1


def test_a_headline_with_a_day_tells_it() -> None:
    assert str(article(f"Smelter Outlook April 3, 2008\n\n{STORY}").published) == "2008-04-03"


def test_what_goes_on_from_the_headline_is_kept() -> None:
    assert texts(article(f"Smelter at Korba stops\n\n…over 250 workers dismissed\n\n{STORY}"), "title")[-1].endswith("…over 250 workers dismissed")


@pytest.mark.parametrize("line", [
    "How well do you really know your competitors?", "By signing up with an email address, I accept the terms.", "9 Days(s) Ago 👁 45", "RM13.90/month", "RM9.73 only",
    "Figure 1. Cells in use at Korba", "A pylon is seen near Toledo, May 12, 2021. Picture taken on May 12, 2021. REUTERS/Ana Writer", "Save 30% with our yearly plan!",
    "Will Prices Jump after China's \"Category 6\" Ban? SMM Reports", "Also Read\n\nMetal Falls to 5-Month Low\n\n3 hours ago", "Press,Angle Grinder,Electric Saw",
    "700321 Loxal Announces Rockville Closing metalsite.com", "Smelter at Korba stops half of its cells",
])
def test_what_a_page_puts_between_paragraphs_is_no_text(line: str) -> None:
    found = article(f"Smelter at Korba stops half of its cells\nMay 5, 2020\n\n{STORY}\n\n{line}\n\n{STORY}\n\n{STORY}")
    assert "\n\n".join(texts(found, "body")) == "\n\n".join([STORY] * 3) and str(found.published) == "2020-05-05"


@pytest.mark.parametrize("foot", [
    "3 thoughts on “Smelter stops”\n\nI worked there for 20 years.", "Next In Business News\n\nBank Lends 500 Million", "• 3105 Aluminum Coil\n• 6061 Aluminum Plate\n\nRelated Products",
    "Related Metal News Stories\n\n01 October 2008\n\nMiner Digs 3 Million Tonnes", "No more results found.",
])
def test_what_a_page_puts_below_is_no_text(foot: str) -> None:
    found = article(f"Smelter at Korba stops half of its cells\n\n{STORY}\n\n{foot}")
    assert "\n".join(texts(found, "body")) == STORY and found.published is None


def test_a_heading_with_a_label_s_word_may_be_text() -> None:
    line = "At issue: power. Or, rather, the lack of it."
    assert line in "\n".join(texts(article(f"Smelter at Korba stops half of its cells\n\n{STORY}\n\n{line}\n\n{STORY}"), "body"))


def test_a_teaser_between_the_path_and_its_headline_is_not_the_story() -> None:
    head = "Smelter at Korba Stops Half of Its Cells"
    teaser = f"The owner's manager and his team went abroad last week and signed there {'the contracts of which he spoke, ' * 2}and more..."
    found = article(f"Your Location > Home > News > {head}\n-\n{teaser}\nDomestic News\n{head}\n- Metal Network\n- Post Time: 2008/5/19\n{STORY}")
    assert "\n".join(texts(found, "body")) == STORY and found.title == head


def test_a_headline_may_stand_in_the_path_of_the_page() -> None:
    found = article(f"Home / Metal News / Smelter at Korba Stops 120,000 Tonnes of Capacity\n\nMay 5, 2020 08:51\n{STORY}\n\n{STORY}")
    assert texts(found, "title") == ["Smelter at Korba Stops 120,000 Tonnes of Capacity"]


@pytest.mark.parametrize("line", [
    "Today's view: metal at Korba should stay between 13,780 and 13,900 yuan for a while.",
    "By the count of the council five countries make more metal, and two of its four smelters belong to one owner who lives abroad.",
    "* Power prices at smelter up by half since January 2014", "• EBIT falls by 22% to EUR 21.1 million in the year",
    "Next year three more lines are to follow, among them one for 1 million wheels.",
])
def test_a_line_that_speaks_is_text_wherever_it_stands(line: str) -> None:
    found = article(f"Smelter at Korba stops half of its cells\nMay 5, 2020\n\n{line}\n\n{STORY}\n\n{STORY}\n\n{line}")
    assert "\n".join(texts(found, "body")).count(line) == 2


def test_the_day_below_the_headline_goes_before_a_clock_of_the_page() -> None:
    page = f"Tuesday, July 22, 2025\n\nECONOMY\n\nSmelter at Korba stops half of its cells\n14 October 2021 17:20\n\n{STORY}\n\n{STORY}"
    assert str(article(page).published) == "2021-10-14"


def test_a_menu_of_many_words_is_read_at_once() -> None:
    menu = " | ".join(["Channels: Astrology", "Jobs", "Money News"] * 300)
    assert covered(article(f"{menu} 2001\nSmelter at Korba stops half of its cells\n\n{STORY}"))


def test_a_paragraph_with_figures_is_no_caption() -> None:
    brief = "Alba made 971,000 tonnes in 2016, up 1 percent, and employs 2,700 people, it said on Monday. Photo: Alba Media"
    assert brief in "\n".join(texts(article(f"Alba makes more\nMay 5, 2017\n\n{brief}"), "body"))


def test_related_news_ends_a_short_article() -> None:
    teasers = "\n\n".join(f"Plant number {n} of the group {STORY.removeprefix('The smelter at Korba ')}" for n in range(5))
    found = article(f"Smelter at Korba stops half of its cells\nMay 5, 2020\n\n{STORY}\n\nRelated news\n{teasers}")
    assert "\n".join(texts(found, "body")) == STORY


def test_a_bullet_that_names_a_source_is_no_text() -> None:
    found = article(f"Smelter at Korba stops half of its cells\n* Source: Metals Market * Views: 1,204 * Date: 5 May 2017\n\n{STORY}\n\n{STORY}")
    assert texts(found, "body")[0].startswith("The smelter at Korba") and str(found.published) == "2017-05-05"
