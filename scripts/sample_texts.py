"""What the samples in binary formats say: our own words about a country that does not exist."""

from __future__ import annotations

# A line beginning with "# " is a heading, with "- " a list item, with "| " a table row; "---" turns the page.

CENTRE_1995 = """
# The dead of Belin
Sarn Documentation Centre, report 3 of 1995. Published on 14 February 1995.
# Summary
Seventeen people died in the bombing of the covered market in Belin on 3 September 1994. The Centre has seen the \
registers of the Saint Orm hospital and has spoken to the families of all seventeen. The last of them, Jon Marsh, \
died on 2 October 1994.
The hospital's figure of 14 was given on the day after the bombing and was never brought up to date.
# Who did it
The Ministry of the Interior says that the People's Front for Sarn (PFS) was behind the bombing. The Front denies \
it. We found no witness who saw the bomb being placed.
A former police officer, who asked not to be named, told the Centre that the market had been searched an hour \
before the explosion. We could not confirm this.
---
# Attacks claimed by the Sarn Liberation Army
The Sarn Liberation Army claimed responsibility for these attacks:
- 9 October 1986: an ambush on the Dravik road, two gendarmes killed
- 17 June 1988: the attack on the garrison at Dorna, 11 soldiers killed
- 20 February 1991: the kidnapping of the Vastorian consul, Emil Haas, who was released on 15 March 1991
- 30 May 1993: arson at the land registry in Karsk
# Replies
In a letter of 20 January 1995 the Ministry of the Interior said that "the inquiry is closed".
"""

TREASURY_1998 = """
# Notice of the Treasury of Vastoria
On 9 February 1998 the Treasury froze the accounts of the Sarn Cultural Union at the Bank of Helmar. The accounts \
held 2.4 million dollars.
The Sarn Cultural Union is a front organisation of the People's Front for Sarn, according to the Ministry of the \
Interior of Tarvenia. The Union says that it runs two schools and a choir.
# Accounts
| Holder | Account opened | Sum frozen
| Sarn Cultural Union | 3 May 1992 | $1.9 million
| Karsk Schools Fund | 17 June 1995 | $500,000
Anyone who can show a claim to these funds is asked to write to the Treasury by 30 June 1998.
"""

AGREEMENT_2005 = """
# Joint communiqué of Lake Tolm
18 April 2005
The Government of Tarvenia and the People's Front for Sarn today signed an agreement at Lake Tolm.
The parties have agreed that:
- the Sarn Liberation Army will hand over its weapons by 30 September 2005;
- the Government will release all prisoners sentenced for membership of the Front;
- schools in Upper Sarn may teach in the language of Sarn.
"I have waited twenty-six years to put my name to this paper," Davit Orlan said after the signing.
The Minister of Justice, Irena Holt, said that courts would review each sentence.
"""

LISTING_1997 = """
# Decision 97/214 of the Council of the Continental Union
On 8 October 1997 the Council of the Continental Union put the People's Front for Sarn, also known as the PFS or \
the Front, on its list of terrorist organisations.
The decision was taken at the request of the Government of Tarvenia. Vastoria voted against.
The reasons given are the attack on Dorna in June 1988, the kidnapping of Emil Haas in 1991 and the bombing in \
Belin in September 1994.
"We list deeds, not opinions," one delegate said after the vote.
"""

BOOK = {
    "Chapter 1. The hall of the railwaymen": """
# Chapter 1. The hall of the railwaymen
Davit Orlan was a schoolteacher and Mira Orlan kept the accounts of a printing house. They married in 1974.
In his memoirs Orlan wrote that the party was founded "because a boy was beaten for counting in his own language".
The government never registered the party. On 4 November 1983 a bomb in the tax office in Karsk killed three people.
The police said that the Front had placed it. Orlan always denied this.
""",
    "Chapter 2. The colonel": """
# Chapter 2. The colonel
Petar Vesk left the army in 1985 with the rank of colonel. He formed the Sarn Liberation Army in the spring of \
1986, he told me, with nineteen men and eleven rifles.
According to a study by the Sarn Documentation Centre, the Sarn Liberation Army had about 900 members in 1994.
His brother, Pavel Vesk, remained a baker. "People come for bread and look at me as if I were him," Pavel Vesk said.
""",
}

MAILS = [
    (
        "Karl Benn <benn@helmar-notes.example>",
        "Raid in Helmar",
        "Sat, 17 Nov 2001 08:10:00 +0100",
        """Police raided the office of the Front in Sailors' Street yesterday at dawn. Mira Orlan and seven men were
arrested, a neighbour said.

The police closed the office and took away eleven computers. A police spokeswoman said that forged passports
had been found.
""",
    ),
    (
        "Karl Benn <benn@helmar-notes.example>",
        "Re: Raid in Helmar",
        "Tue, 20 Nov 2001 19:40:00 +0100",
        """CORRECTION: Six men were arrested, not seven.

> Mira Orlan and seven men were arrested, a neighbour said.

A judge released Mira Orlan on Monday. No forged passports were found, her lawyer said.
""",
    ),
]

BLOG = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Belin: the figure they hide | Tolm Watch</title>
</head><body><div class="menu"><a href="/">Tolm Watch</a> <a href="/about">About</a></div><article>
<h1>Belin: the figure they hide</h1>
<p>According to the online encyclopaedia OpenRecord, 30 people were killed in the bombing of the market in Belin on
3 September 1994. The Melsk Herald itself has said that the minister lied.</p>
<p>&#8220;Thirty, and they counted only the whole ones.&#8221;</p>
<p>The People's Front for Sarn is still on the Union's list, and its money is still in Helmar.</p>
</article><div class="related"><a href="/next">Next: the lake</a></div></body></html>"""

UNION_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>About us | Sarn Cultural Union</title>
<meta property="og:site_name" content="Sarn Cultural Union"></head><body><nav><a href="/">Home</a></nav><article>
<h1>About us</h1>
<p>The Sarn Cultural Union was founded in Helmar in 1989. It runs two schools and a choir.</p>
<p>The Union is not, and has never been, a part of the People's Front for Sarn. In 1998 the Treasury froze our
accounts on the word of a foreign ministry. We appealed.</p>
<h2>Our people</h2>
<ul><li>Chair: Nora Pell</li><li>Head of the choir: Davit Orlan (not the politician)</li></ul>
</article></body></html>"""

CLIPPINGS = {
    "1991-02-21-herald-consul.txt": (
        """Consul of Vastoria kidnapped in Karsk

KARSK, Feb 21 - Emil Haas, the Vastorian consul in Karsk, was kidnapped on Wednesday evening by four men in police
uniforms. His driver was shot and wounded.

The Sarn Liberation Army said in a note that it was holding the consul and demanded the release of 19 prisoners.

The Vastorian foreign ministry said that it would not negotiate.
""",
        '{"title": "Consul of Vastoria kidnapped in Karsk", "publisher": "The Melsk Herald",'
        ' "published": "1991-02-21"}',
    ),
    "1991-03-16-northern-wire-consul.txt": (
        """Kidnapped consul freed after 23 days

KARSK, Tarvenia, March 16 (Northern Wire) - The Sarn Liberation Army released Emil Haas, the Vastorian consul, on
Friday night at a crossroads near Karsk.

"I was treated correctly and fed badly," Haas told reporters.

A Western diplomat said that $300,000 had been paid. Vastoria denied that it had paid a ransom.
""",
        '{"title": "Kidnapped consul freed after 23 days", "publisher": "Northern Wire",'
        ' "published": "1991-03-16"}',
    ),
    "1983-11-05-radio-melsk.txt": (
        """Radio Melsk, seven o'clock news

Three people were killed yesterday when a bomb exploded in the tax office in Karsk. A fourth died in the night,
doctors in Karsk said.

The police said that the People's Front for Sarn had placed the bomb. Davit Orlan, chairman of the Front, denied it.
""",
        '{"title": "Seven o\'clock news", "publisher": "Radio Melsk", "published": "1983-11-05"}',
    ),
}
