"""A sentence that says something stays; what calls the reader to the page goes."""

import pytest

from alsinfo.text.documents import convert
from alsinfo.text.documents.debris import kind_of

ABOVE, BELOW = "Soil is alive, and it must rest.", "Worms turn it over at night."


def read(words):
    """(words of the body, what was left out) of a page with a paragraph of its own."""
    document = convert(f"All About Soil\n\n{ABOVE}\n\n{words}\n\n{BELOW}\n")
    return document.body.replace("\\", ""), [piece.text for piece in document.dropped]


@pytest.mark.parametrize(
    "words",
    [
        # Numbers in groups that nobody can ring.
        "About 331 002 651 people lived there that year, and 30 000 of them dug.",
        "The count was 125.400.300 worms in all of the fields together.",
        "Worm 1234567890 was the last of 12 345 678 901 that were seen.",
        "See ISBN 978-3-16-148410-0 for the tables of 2001-2003 that we used.",
        # Numbers and addresses of others, which are information.
        "The garden line (0808 157 0000) answers questions about frost at night.",
        "The Soil Trust (help@soil.example) lends spades to people who ask for them.",
        "If a beam falls, call the fire service on 0161 496 0000 at once.",
        # Words that buttons use, too.
        "If the shed suddenly smells of gas, call now: the engineer is the right help.",
        "Call now for an ambulance when somebody has eaten foxglove.",
        "Many people ask an expert in hedges early. They would contact us less later.",
        "Ask the expert gardener in your group what helped.",
        "Subscribe is a word that one may meet.",
        "Sign up for a class on grafting with your neighbours.",
        "Some people unsubscribe from forums that frighten them.",
        "In the menu of the tablet, click the button with the leaf.",
        "Ask your nurse to book an appointment, or book a call with the clinic.",
        "See also: the effect of mulch on sleep was measured in 2006 in 41 people.",
        "Related: the frost of that year hardly touched the roots.",
        "Author: the garden writes its own story in each of us.",
        "Credit: this section thanks neighbours who taught us to dig.",
        "Next: what the trial found in its second year",
        "By then, Rose and Tom had dug two beds.",
        "Topics: neighbours asked what matters most to them in spring.",
        "Never miss a watering. Don't miss the first frost.",
        "Never miss a watering.",
        "Get the latest seeds into the ground by May.",
        "You may also be offered a second bed.",
        "Share with your neighbour how the beds did.",
        "Share your thoughts with your family early.",
        "Be the first to speak about it.",
        "Powered by a battery, the barrow goes far.",
        "Sponsored by the state, the trial ran for two years.",
        "You are here because you care for your soil.",
        "Two responses to mulch were seen.",
        "Reading time falls as the evening comes.",
        "Published 3 March 2021, the guide asks for deeper beds in clay.",
        "By using the website of the trust, families find a plot.",
        "Copyright law lets clubs copy the form.",
        "Write a review of the week for the club.",
        # Tales that people tell of themselves, and sentences about people.
        "“I am tired, a little more each day,” she said.",
        "Hello, my name is Tom, and I have had this garden since I was nine.",
        "This leaflet is your guide to barrows.",
        "My wife asked: would you join me on a walk?",
        "Clay is a soil which no author has praised.",
        "Stephen Loam is a well known physicist and author who dug all his life.",
        "YouTube and TikTok Help Growers, as PatientsLikeMe Showed",
    ],
)
def test_a_sentence_that_says_something_stays(words):
    body, dropped = read(words)
    assert words in body
    assert not dropped


@pytest.mark.parametrize(
    "words",
    [
        "+44 20 7946 0123",
        "(555) 010-4477",
        "Tel: 98765 43210",
        "Call us on +44 20 7946 0000 today.",
        "Call now to book your free consultation.",
        "For appointments, contact +91-98100-00000.",
        "Our helpline 1-800-555-0199 is open day and night.",
        "E-mail hello@seedshop.example for a quote.",
        "Write to hello@seedshop.example or call (555) 010-4477.",
        "Contact us for more information.",
        "For more information, please contact us.",
        "Get in touch with us today to learn more.",
        "Talk to our experts about your garden.",
        "Ask our experts!",
        "Click here to download the plan.",
        "Book your appointment today!",
        "Schedule a consultation with our gardeners now.",
        "Subscribe to our newsletter and get tips.",
        "Sign up for our free weekly e-mail.",
        "Enter your email",
        "You can unsubscribe at any time.",
        "Get the latest news delivered to your inbox.",
        "Never miss an update.",
        "Follow us on Facebook and Instagram.",
        "Share this article with your friends.",
        "Share on Facebook",
        "Share: Facebook Twitter",
        "Share your thoughts in the comments below.",
        "Be the first to comment.",
        "Let us know in the comments what you think!",
        "By continuing to use this site you agree to our cookies.",
        "See also: Ten Herbs for Clay",
        "Next: How Worms Work",
        "Author: Rose Bush",
        "By Dr. Rose Bush, MD | Updated March 3, 2021 | 5 min read",
        "Rose Bush • 3 March 2021 • 4 min read",
        "Photo by Tom on Unsplash",
        "Image: Rose Bush / Getty",
        "Mon-Fri 9am-5pm",
        "Open Monday to Friday, 9:00 - 17:00",
        "3 Responses to “All About Soil”",
        "Sponsored by Seed Shop",
        "You may also be interested in",
        "Hi, I'm Rose, a passionate garden blogger who loves to share tips.",
        "Rose Bush is a freelance garden writer based in Exeter.",
    ],
)
def test_what_calls_the_reader_to_the_page_goes_and_is_told(words):
    body, dropped = read(words)
    assert body == f"{ABOVE}\n\n{BELOW}\n"
    assert dropped == [words]


def test_only_the_call_is_taken_out_of_a_paragraph():
    body, dropped = read("Dig in spring. Call us today on +44 20 7946 0000. Then rest.")
    assert "\n\nDig in spring. Then rest.\n" in body
    assert dropped == ["Call us today on +44 20 7946 0000."]


def test_a_list_that_a_sentence_announces_stays():
    words = "They keep in touch by:\n- E-mail\n- WhatsApp\n- Messenger"
    assert words.replace("by:\n", "by:\n\n") in read(words)[0]


def test_a_box_about_the_author_goes_with_its_name():
    box = "About the Author\nRose Bush\nRose has dug since 1990 and lives in Exeter."
    body, dropped = read(box)
    assert body == f"{ABOVE}\n\n{BELOW}\n"
    assert " ".join(dropped) == box.replace("\n", " ")


def test_titles_below_related_articles_go():
    links = ["Related Articles", "10 Herbs That Love Clay", "Why Worms Matter"]
    body, dropped = read("\n".join(links))
    assert body == f"{ABOVE}\n\n{BELOW}\n"
    assert dropped == links


def test_the_heading_of_the_next_text_is_none_of_the_related_articles():
    links = ["Related Articles", "10 Herbs That Love Clay", "Why Worms Matter"]
    body, dropped = read("\n\n".join(links))
    assert body == f"{ABOVE}\n\n## Why Worms Matter\n\n{BELOW}\n"
    assert dropped == links[:2]


def test_debris_is_named_for_what_it_is():
    assert kind_of("Mon-Fri 9am-5pm") == "opening hours"
    assert kind_of("Photo by Tom on Unsplash") == "image name"
