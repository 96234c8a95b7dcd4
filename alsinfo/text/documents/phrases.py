"""The words that web pages carry around their text, as tables.

A table here is data: which words, and the kind of debris that they are.
"""

# Lines that are debris when nothing else stands on them; compared in small letters
# without the punctuation around them. `…` stands for any more words.
PHRASES = {
    "comment form": """leave a comment; leave a reply; leave a comment cancel reply;
        leave a reply cancel reply; cancel reply; post comment; post a comment;
        add a comment; submit comment; write a comment; join the conversation;
        reply; log in to reply; login to reply; you must be logged in …;
        required fields are marked; comments are closed; no comments; no comments yet;
        comments; name; name email website; email; e-mail; website; comment; message;
        your name; your email; your message; your comment; type here; submit;
        save my name …; notify me of …; rate this article;
        was this helpful; was this page helpful; was this article helpful; yes no;
        thank you for your feedback; 0 comments""",
    "button": """ask the expert; ask an expert; ask our expert; ask our experts;
        ask a doctor; talk to an expert; talk to our experts; talk to a doctor;
        chat with us; chat with us now; chat now; live chat; call now; call us;
        call us now; call us today; contact us; contact us today; contact us now;
        contact; get in touch; get in touch today; enquire now; enquire; inquire now;
        enquiry; book now; book online; book an appointment; book appointment;
        book your appointment; book a consultation; book a free consultation;
        make an appointment; schedule an appointment; request an appointment;
        schedule a consultation; free consultation; get a free consultation;
        get a quote; get a free quote; get started; get started today; get help now;
        request a call back; request a callback; request a call; buy now;
        add to cart; shop now; order now; donate; donate now; donate today;
        learn more; read more; read full article; continue reading; see more;
        show more; show less; view more; view all; load more; click here; find out more;
        whatsapp; whatsapp us; chat on whatsapp; whatsapp now; telegram; messenger;
        download; download pdf; download now; print; print this page; print article;
        listen to this article; watch now; watch video; play video; start now;
        speak to a specialist; speak with a specialist; apply now; join now;
        sign in; log in; login; register; sign up; sign up now; my account""",
    "share or follow text": """share; share this; share this article; share this post;
        share this page; share this story; share it; share now;
        tweet;
        tweet this; pin it; pin; like; like this; like loading; loading; copy link;
        link copied; copied; email this; email this article; send by email; spread the
        word; follow us; follow us on …; follow me; follow me on …; connect with us;
        sharing is caring; share this entry; like us on …; find us on …""",
    "subscription text": """subscribe; subscribe now; subscribe today; newsletter;
        subscribe to our …; join our newsletter; join our mailing …; get our newsletter;
        stay updated; stay up to date;
        stay informed; enter your email …; your email address; email address;
        unsubscribe at any time; unsubscribe anytime""",
    "cookie text": """accept; accept all; accept cookies; accept all cookies;
        reject all; decline; got it; i agree; manage cookies;
        manage preferences; cookie settings;
        cookie preferences; cookie policy; cookies; privacy settings;
        this site uses cookies; this website uses cookies; we use cookies;
        we value your privacy; privacy policy; terms of use; terms of service;
        terms and conditions; terms & conditions; privacy; sitemap; site map;
        do not sell my personal information; accessibility statement""",
    "navigation": """home; menu; main menu; search; search for; close; close menu; back;
        back to top; back to blog; back to home; top; next; previous; next post;
        previous post; next article; previous article; older posts; newer posts;
        skip to content; skip to main content; skip navigation; toggle navigation;
        toggle menu; related posts; related articles; related content; related reading;
        related topics; related; recent posts; recent articles; latest posts;
        latest articles; latest news; popular posts; most popular; trending;
        trending now; you may also like; you might also like;
        recommended; recommended for you; recommended articles;
        more articles; more stories; see also; also read; read also; read next;
        up next; categories; category; tags; archives; about us; about; services;
        our services; blog; faqs page; careers; english; language; select language;
        go to top; scroll to top; jump to content; post navigation; main navigation;
        uncategorized; explore more; quick links; useful links; site links""",
    "advertisement": """advertisement; advertisements; advert; ad; ads; sponsored;
        sponsored content; promoted; promoted content; ad choices;
        adchoices; story continues below …; article continues below …;
        article continues after …; report this ad; remove ads; paid content""",
    "author box": """about the author; about author; about the writer; author bio;
        author; written by; posted by; view all posts; view all posts by …;
        see all posts by …; more posts by …; view profile; view author profile;
        meet the author; admin; editor; author archives; website facebook twitter""",
}
