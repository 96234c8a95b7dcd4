"""What debris looks like: whole lines, and sentences that call the reader to act.

Every repetition is bounded, so that the time stays linear in the length of a text.
"""

import re

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = (
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH},?\s\d{{4}})"
    rf"|(?:{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}})"
    r"|(?:\d{4}-\d\d-\d\d)|(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4}))"
)
_SOCIAL = (
    r"(?:facebook|twitter|x|linkedin|instagram|pinterest|whatsapp|telegram|reddit|"
    r"tumblr|youtube|tiktok|e-?mail|messenger|print|rss|threads|bluesky|mastodon|"
    r"copy link|share|tweet|pin|viber|skype|snapchat|flipboard|pocket|sms|vk|more)"
)
# A line or paragraph that one of these matches from end to end.
WHOLE = [
    (kind, re.compile(pattern, re.I))
    for kind, pattern in (
        ("image name", r"\S{1,120}\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?|avif)"),
        ("image name", r"(?:img|dsc|image|screenshot|pxl|photo)[-_ ]?\d{2,}\S{0,40}"),
        ("image name", r"[a-z0-9]{1,30}(?:[-_][a-z0-9]{1,30}){2,20}"),
        (
            "image name",
            r"(?:image|photo|picture) (?:credit|source|courtesy)s?\b.{0,90}",
        ),
        ("image name", r"(?:image|photo|picture|credit)s?: ?.{1,90}"),
        (
            "image name",
            r"(?:getty images|shutterstock|istock(?:photo)?|unsplash).{0,40}",
        ),
        ("share or follow text", rf"{_SOCIAL}(?:[\s|/,•·]{{1,5}}{_SOCIAL})+"),
        (
            "share or follow text",
            r"\d{1,6} (?:shares?|likes?|views?|followers?|claps?)",
        ),
        (
            "comment form",
            r"(?:\d{1,5}|one|two|three) (?:comments?|responses?|replies"
            r"|thoughts?)(?: (?:on|to) .{1,200})?:?",
        ),
        (
            "comment form",
            r"(?:leave|post|write|add) (?:a|your|us a) "
            r"(?:comment|reply|review)\b.{0,60}",
        ),
        ("comment form", r"your e-?mail(?: address)? will not be .{0,120}"),
        (
            "comment form",
            r"(?:name|e-?mail|website|comment|phone|message|subject)\s?"
            r"[*:]{1,2}(?:\s?\(?(?:required|optional)\)?)?",
        ),
        ("comment form", r"required fields .{0,60}"),
        (
            "comment form",
            r"(?:name|e-?mail|website|comment|phone|message)"
            r"(?: ?[*,/|]{0,2} ?(?:name|e-?mail|website|comment|phone|message))+ ?\*?",
        ),
        (
            "copyright",
            r".{0,40}(?:©|\(c\)|copyright(?: ©| \(c\))?) ?(?:19|20)\d\d.{0,160}"
            r"|©.{0,160}",
        ),
        ("copyright", r"all rights reserved.{0,80}"),
        ("copyright", r"powered by .{1,40}|designed by .{1,40}|website by .{1,40}"),
        ("navigation", r"home ?[>»›|→·•].{1,200}"),
        ("navigation", r"you are here:? .{1,160}"),
        ("navigation", r"(?:page )?\d{1,3} (?:of|/) \d{1,3}"),
        ("navigation", r"[←→«»‹›↑]{1,3}.{0,90}|.{1,90}[→»›]{1,2}"),
        ("navigation", r"(?:next|previous|prev)(?: (?:post|article|story))?:.{1,160}"),
        (
            "navigation",
            r"(?:also read|read also|read more|read next|see also|related"
            r"|you may also like): .{1,160}",
        ),
        (
            "tags",
            r"(?:tags?|tagged|categor(?:y|ies)|topics?|key ?words): ?.{1,200}"
            r"|(?:filed under|posted in|tagged (?:as|with|under)):? .{1,200}",
        ),
        ("tags", r"#\w{1,50}(?:[\s,]{1,3}#\w{1,50})*"),
        (
            "byline or date",
            r"(?:by|author|written by|posted by|published by|reviewed by|"
            r"medically reviewed by|fact[- ]checked by|edited by|editor):? "
            r"[A-Z][^!?]{1,90}",
        ),
        (
            "byline or date",
            r"(?:posted|published|updated|last updated|last modified|"
            r"last reviewed|reviewed|modified|date|created|written|posted on|"
            r"published on|updated on|last updated on|date published|"
            r"medically reviewed)"
            rf"(?: on| at)?:? ?{_DAY}.{{0,80}}",
        ),
        ("byline or date", rf"{_DAY}(?: [|•·–-] .{{1,60}})?"),
        (
            "byline or date",
            r"(?:\d{1,3}|one|two|three|four|five) min(?:ute)?s?"
            r"(?: read)?(?: time)?|(?:estimated )?reading time:? .{1,30}",
        ),
        (
            "success stories",
            r"(?:.{0,80} )?(?:success stor(?:y|ies)|testimonials?|"
            r"patient reviews?|client reviews?)",
        ),
    )
]
# A sentence in which one of these is found.
SENTENCES = [
    (kind, re.compile(pattern, re.I))
    for kind, pattern in (
        (
            "cookie text",
            r"\b(?:we|site|website|page)\b.{0,40}\buses? cookies\b"
            r"|\bby (?:continuing|using|browsing)\b.{0,60}\b(?:site|website|cookies)\b"
            r"|\bconsent to .{0,30}cookies\b|\bcookie (?:policy|settings)\b",
        ),
        (
            "subscription text",
            r"^(?:please )?(?:subscribe|sign up)\b"
            r"|\b(?:subscribe to|sign up for|join) (?:our|the|my) .{0,30}"
            r"(?:newsletter|mailing list|channel|updates)\b"
            r"|\bin your inbox\b|\bto your inbox\b|\bunsubscribe\b",
        ),
        (
            "share or follow text",
            r"^(?:please |if you .{0,60}, )?(?:share|like and share)"
            r" this (?:article|post|page|story|blog)\b|\bfollow (?:us|me) on\b",
        ),
        (
            "comment form",
            r"\byour email address will not be published\b"
            r"|\brequired fields are marked\b|\bsave my name, e?-?mail\b"
            r"|\bleave (?:a|your) comment\b|\blet (?:us|me) know in the comments\b"
            r"|\bcomment(?:s)? (?:section )?below\b",
        ),
        (
            "button",
            r"\bclick (?:here|below|the (?:link|button))\b"
            r"|\b(?:book|schedule|request) (?:a|an|your)\b.{0,30}"
            r"\b(?:appointment|consultation|call)\b.{0,40}$"
            r"|\bcall (?:us )?(?:now|today)\b|\bcontact us\b|\bget in touch with us\b"
            r"|\bask (?:the|an|our) experts?\b",
        ),
        ("copyright", r"\ball rights reserved\b|^copyright\b|^©"),
    )
]
