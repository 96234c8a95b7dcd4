"""What debris looks like: whole lines, and sentences that call the reader to act.

Every repetition is bounded, so that the time stays linear in the length of a text.
Small and capital letters are the same but for what stands in `(?-i:…)`.
"""

import re

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
DAY = (
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH},?\s\d{{4}})"
    rf"|(?:{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}})"
    r"|(?:\d{4}-\d\d-\d\d)|(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4}))"
)
_SOCIAL = (
    r"(?:facebook|twitter|x|linkedin|instagram|pinterest|whatsapp|telegram|reddit|"
    r"tumblr|youtube|tiktok|e-?mail|messenger|print|rss|threads|bluesky|mastodon|"
    r"copy link|share|tweet|pin|viber|skype|snapchat|flipboard|pocket|sms|vk|more)"
)
_NETWORK = (
    r"(?:facebook|twitter|x|linkedin|instagram|pinterest|whatsapp|telegram|reddit|"
    r"tumblr|youtube|tiktok|e-?mail|social media)"
)
_WEEKDAY = r"(?:mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?s?\.?"
_HOUR = r"\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?)?"
_TO = r"\s?(?:-|–|to|until)\s?"
_NAMED = r"(?-i:[A-Z0-9\"“‘#])"
_PICTURE = r"(?:image|photo|picture|illustration|graphic|video)s?"
# A line or paragraph that one of these matches from end to end, whatever its words.
SURE = {
    "image name": (
        r"\S{1,120}\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?|avif)"
        r"|(?:img|dsc|image|screenshot|pxl|photo)[-_ ]?\d{2,}\S{0,40}"
        r"|(?-i:[a-z])[a-z0-9]{0,30}(?:[-_][a-z0-9]{1,30}){2,20}"
        rf"|{_PICTURE} (?:credit|source|courtesy)s?\b.{{0,90}}"
        rf"|{_PICTURE} (?:by|from|via) {_NAMED}.{{0,60}}"
        r"(?:unsplash|getty|shutterstock|pexels|pixabay|istock|adobe|flickr|wikimedia)"
        r".{0,30}"
    ),
    "share or follow text": (
        rf"{_SOCIAL}(?:[\s|/,:•·]{{1,5}}{_SOCIAL})+"
        r"|\d{1,6} (?:shares?|likes?|views?|followers?|claps?)"
    ),
    "comment form": (
        r"your e-?mail(?: address)? will not be .{0,120}"
        r"|(?:name|e-?mail|website|comment|phone|message|subject)\s?"
        r"[*:]{1,2}(?:\s?\(?(?:required|optional)\)?)?"
        r"|required fields .{0,60}"
        r"|(?:name|e-?mail|website|comment|phone|message)"
        r"(?: ?[*,/|]{0,2} ?(?:name|e-?mail|website|comment|phone|message))+ ?\*?"
    ),
    "copyright": (
        r".{0,40}(?:©|copyright(?: ©| \(c\))?) ?(?:19|20)\d\d.{0,160}"
        r"|©.{0,160}|\(c\) ?(?:19|20)\d\d [A-Z][^.]{0,80}|all rights reserved.{0,80}"
    ),
    "navigation": (
        r"home ?[>»›|→·•].{1,200}|(?:page )?\d{1,3} (?:of|/) \d{1,3}"
        r"|[←«‹↑]{1,3}.{0,90}"
    ),
    "tags": (
        r"(?:tags?|tagged|categor(?:y|ies)|filed under|posted in): ?.{1,200}"
        r"|#\w{1,50}(?:[\s,]{1,3}#\w{1,50})*"
    ),
    "byline or date": (
        rf"{DAY}(?: [|•·–-] .{{1,60}})?"
        r"|(?:\d{1,3}|one|two|three|four|five) min(?:ute)?s?(?:,? read)(?:ing)?"
        r"(?: time)?|(?:\d{1,3}|one|two|three|four|five)[ -]min(?:ute)? read"
    ),
    "opening hours": (
        rf"(?:(?:we are )?open(?:ing (?:hours|times))?:? )?{_WEEKDAY}"
        rf"(?:(?:{_TO}|\s?[,&]\s?|\sand\s){_WEEKDAY}){{0,6}}[:,]?\s"
        rf"(?:closed|{_HOUR}{_TO}{_HOUR})(?:,? .{{0,20}})?"
        r"|open 24/7|24/7"
    ),
    "success stories": (
        r"(?:.{0,80} )?(?:success stor(?:y|ies)|testimonials?|patient reviews?"
        r"|client reviews?)"
    ),
}
# The same, but a sentence that says something is none of these.
LIKELY = {
    "image name": (
        rf"(?:{_PICTURE}|credit)s?: ?{_NAMED}.{{1,90}}"
        rf"|{_PICTURE} (?:by|from|via) {_NAMED}.{{0,60}}"
        r"|(?:getty images|shutterstock|istock(?:photo)?|unsplash).{0,40}"
    ),
    "comment form": (
        r"(?:\d{1,5}|one|two|three) (?:comments?|responses?|replies|thoughts?)"
        rf"(?: (?:on|to) {_NAMED}.{{1,200}})?:?"
        r"|(?:leave|post|write|add) (?:a|your|us a) (?:comment|reply|review)\b.{0,60}"
        r"|be the first to (?:comment|review|reply|know|like|share|rate|respond|leave"
        r"|write)\b.{0,80}"
        r"|rate this\b.{0,60}|share your thoughts(?: (?:below|here|with us|in the"
        r" comments).{0,60})?"
    ),
    "copyright": r"(?:powered|designed|website) by .{1,40}",
    "navigation": (
        r"you are here ?[:>»›].{1,160}"
        r"|.{1,90}[→»›]{1,2}"
        r"|(?:next|previous|prev)(?: (?:post|article|story))?: ?"
        rf"{_NAMED}.{{1,160}}"
        r"|(?:also read|read also|read more|read next|see also|related"
        rf"|you may also like): ?{_NAMED}.{{1,160}}"
        r"|more (?:from|stories|articles|on) .{1,80}"
        r"|you (?:may|might) also be interested in.{0,80}"
    ),
    "subscription text": (
        r"(?:subscribe|sign up) (?:to|for|now|today)\b.{0,120}"
        r"|never miss (?:an?|another|our|any) (?:\w{1,20} ){0,2}(?:update|post|story"
        r"|article|episode|issue|news)\b.{0,60}|don['’]?t miss (?:out|our)\b.{0,80}"
        r"|get (?:the |our )?(?:\w{1,20} ){0,2}(?:news|updates|articles|stories|posts"
        r"|tips|headlines)\b.{0,80}"
    ),
    "share or follow text": (
        rf"share (?:this )?(?:\w{{1,12}} )?(?:on|via)\b.{{0,10}}{_NETWORK}.{{0,60}}"
        r"|share (?:this )?with (?:friends|others|your (?:friends|network|followers))"
        r".{0,40}"
    ),
    "advertisement": r"(?:sponsored|promoted|presented) by .{1,60}",
    "tags": (
        r"(?:topics?|key ?words): ?.{1,200}"
        r"|(?:filed under|posted in|tagged (?:as|with|under)) .{1,200}"
    ),
    "byline or date": (
        r"(?:by|author|written by|posted by|published by|reviewed by|"
        r"medically reviewed by|fact[- ]checked by|edited by|editor|reviewer):? "
        r"(?-i:[A-Z])[^!?]{1,90}"
        r"|(?:posted|published|updated|last updated|last modified|"
        r"last reviewed|reviewed|modified|date|created|written|posted on|"
        r"published on|updated on|last updated on|date published|medically reviewed)"
        rf"(?: on| at)?:? ?{DAY}.{{0,80}}"
        r"|(?:estimated )?reading time:? .{1,30}"
    ),
}
# A sentence in which one of these is found.
SENTENCES = {
    "cookie text": (
        r"\b(?:we|site|website|page)\b.{0,40}\buses? cookies\b"
        r"|^by (?:continuing|using|browsing)\b.{0,60}\b(?:site|website|cookies)\b"
        r".{0,60}\b(?:you|agree|accept|consent)\b"
        r"|\bconsent to .{0,30}cookies\b|\bcookie (?:policy|settings)\b"
    ),
    "subscription text": (
        r"^(?:please )?(?:subscribe|sign up)(?: (?:now|today|here|below))?(?:[.!]|$)"
        r"|^(?:please )?(?:subscribe|sign up)\b.{0,60}"
        r"\b(?:our|newsletters?|e-?mails?|mailing|channel|updates|alerts|account)\b"
        r"|\b(?:subscribe to|sign up for|join) (?:our|the|my) .{0,30}"
        r"(?:newsletter|mailing list|channel|updates)\b"
        r"|\b(?:delivered|straight|direct|directly|right|news|tips|updates|articles"
        r"|posts)\b.{0,40}\b(?:in|to) your inbox\b"
        r"|\bunsubscribe (?:at )?any ?time\b|\byou (?:can|may) unsubscribe\b"
    ),
    "share or follow text": (
        r"^(?:please |if you .{0,60}, )?(?:share|like and share)"
        r" this (?:article|post|page|story|blog)\b"
        rf"|^(?:please |and )?follow (?:us|me) on\b|\bfollow us on {_NETWORK}\b"
    ),
    "comment form": (
        r"\byour e-?mail address will not be published\b"
        r"|\brequired fields are marked\b|\bsave my name, e?-?mail\b"
        r"|^(?:please )?leave (?:a|your) comment\b"
        r"|\bleave (?:a|your) comment (?:below|here)\b"
        r"|\b(?:us|me) know (?:what you think )?in the comments?\b"
        r"|\bin the comments?(?: section)? below\b|\bcomments? below[.!]?$"
    ),
    "button": (
        r"^(?:please |just |simply )?click (?:here|below|the (?:link|button) below)\b"
        r"|\bclick here(?: (?:to|for|now|if|and)\b|[.!:]|$)"
        r"|^(?:please )?(?:book|schedule|request) (?:a|an|your)\b.{0,30}"
        r"\b(?:appointment|consultation|call|visit|demo)\b"
        r"(?: (?:now|today|online|here)|.{0,40}\b(?:us|our)\b)"
        r"|^(?:please |so )?call us\b.{0,80}"
        r"|^(?:please |so )?call (?:now|today)(?:[.!]|$|.{0,40}\b(?:free|book|booking"
        r"|appointments?|consultations?|quote|offers?|experts?|specialists?)\b)"
        r"|^(?:please |feel free to |do not hesitate to |you (?:can|may) (?:also )?"
        r"|(?:for|to)\b.{1,60}?,? (?:please )?|(?:if|should) you (?:have|are interested"
        r"|would like|want|need more)\b.{1,80}?,? (?:please )?(?:feel free to )?)?"
        r"(?:contact us|get in touch with us)\b"
        r"|^(?:please )?(?:ask|consult|(?:talk|speak|chat) (?:to|with)) our "
        r"(?:\w{1,20} )?(?:experts?|specialists?|team|doctors?|advisers?|advisors?)\b"
        r"|^(?:please )?ask (?:the|an) experts?(?: (?:now|today|online|here"
        r"|a question))?[.!?]{0,3}$"
    ),
    "copyright": (
        r"\ball rights reserved\b|^©|^copyright\b.{0,3}(?:©|\(c\)|(?:19|20)\d\d)"
    ),
}
# Words that speak of the page itself; with one of them a sentence may be debris.
SITE = re.compile(
    r"\b(?:us|our|below|here|e-?mails?|newsletters?|website|site|page|blog|account|"
    r"browser|inbox|cookies?|comments?|updates?|reserved|posts?|profile|login)\b",
    re.I,
)


def together(kinds: dict[str, str]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern of many, and the kind that each of its groups stands for."""
    names = tuple(kinds)
    pattern = "|".join(f"(?P<k{n}>{kinds[name]})" for n, name in enumerate(names))
    return re.compile(pattern, re.I), names
