"""Pages as people save them off the web, each with faults that the importer must see.

They are about gardens, so that no word of them can be taken for the site's own.
"""

WRAPPED = """\
Slug Discovery Shows Old Beer Traps Were Never
Needed
Slug Discovery Shows Old Beer Traps Were Never
Needed
Garden slugs (Arion vulgaris), which many call
Spanish slugs, have long been a trouble that growers of lettuce meet each spring,
when wet nights bring them out of the soil by the hundred. Many ways to keep them
off were tried.
Now a trial on nine allotments asks whether
traps did any good at all, and what might be done in their place by people with
little time.
What Do Slugs Eat?
They eat soft leaves first, and
most of all seedlings that were planted out the same day.
What growers told us:
- Most
beds lose a third of their seedlings.
- Some
frogs, such as the common one, eat young slugs at night.
- Copper
– Keeps them off pots for a week.
Better Ways
Water in the morning, not at night, so that the soil
is dry when slugs wake.
Leave a Comment"""

SEARCHED = """\
is garden compost acidic or not
is garden compost acidic or not Garden compost is mostly neutral, and it turns a \
little sour only when conifer needles go into it. Test strips show this for a few coins.
Lime is seldom needed. It washes out in a winter anyway.
"""

BLOGGED = """\
Is Clover a Weed? A Short Guide\r
\r
\r
Clover feeds the soil, and bees like it.\u00a0\u00a0\r
\r
Why Clover Is Welcome\r
\r
Its roots hold “nitrogen” that the grass beside it takes up.\r
\r
Tilly Editor\r
\r
Hello! I'm Tilly, your guide to lawns of every kind. Come and dig with me.\r
\r
Leave a Reply\r
\r
Your email address will not be published.\r
\r
Required fields are marked *\r
"""

SOLD = """\
+44 20 7946 0123 hello@seedshop.example

Introduction

Every garden begins with a handful of soil.\u00a0

Ask The Expert

How is Soil Tested?

Roughly 3 of every 10 gardens lack potash [1]. Others do not [2,3].

  \u2022 Strips: cheap, less exact
  \u2022 A laboratory: exact, takes a week [9]

soil-test-at-home

References

  1. Loam B, Clay D. Potash in small gardens. Soil Lett. 2014;8(2):11-19.
  2. Sand, E., & Silt, F. (2016). Testing at home. Journal of Plots, 3(1), 4\u20139. \
https://doi.org/10.1234/plots.2016.4
  3. https://soil.example.org/strips

FAQ\u2019s

Q- Is it hard?

A- No, most people can do it.

Soil tests (all)Garden Soil KindsGarden Soil Care
whatsapp
"""
