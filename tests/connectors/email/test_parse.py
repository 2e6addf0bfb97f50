import base64
import time
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.connectors.email.contracts import Address, ParsedMail, UnreadableMail
from apps.connectors.email.parse import mail_text, parse

PLAIN = b"""\
From: Ada Reed <ada@reed.example>
To: studio@pilot.example, "Bo, Jr." <bo@pilot.example>
Subject: =?utf-8?q?A_caf=C3=A9_sign?=
Date: Mon, 02 Mar 2026 09:00:00 +0100
Message-ID: <one@reed.example>
In-Reply-To: <zero@pilot.example>
References: <zero@pilot.example>
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

We need a sign for the caf\xc3\xa9.
"""


def codes(mail: ParsedMail) -> dict[str, int]:
    return {finding.code: finding.count for finding in mail.findings}


def html(body: str) -> ParsedMail:
    message = EmailMessage()
    message["From"] = "ada@reed.example"
    message.set_content(body, subtype="html")
    return parse(message.as_bytes())


def test_a_plain_mail_is_read_whole():
    mail = parse(PLAIN)

    assert mail.message_id == "<one@reed.example>"
    assert mail.subject == "A café sign"
    assert mail.sent_at == datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert mail.from_ == (Address("Ada Reed", "ada@reed.example"),)
    assert [one.address for one in mail.to] == ["studio@pilot.example", "bo@pilot.example"]
    assert mail.in_reply_to == "<zero@pilot.example>"
    assert mail.references == ("<zero@pilot.example>",)
    assert mail.text == "We need a sign for the café."
    assert mail.findings == ()


def test_a_missing_id_is_the_digest_of_the_bytes():
    mail = parse(b"From: a@b.example\n\nhi")

    assert mail.message_id == parse(b"From: a@b.example\n\nhi").message_id
    assert mail.message_id.endswith("@missing.invalid>")
    assert codes(mail) == {"missing_message_id": 1}


@pytest.mark.parametrize(
    "raw",
    [b"", b"\n \n", b"\x00\xff\x89PNG\r\n\x1a\n" * 50, b"just words without any header"],
    ids=["empty", "blank", "binary", "no headers"],
)
def test_what_is_no_mail_is_refused_with_a_reason(raw):
    with pytest.raises(UnreadableMail, match=r"\w"):
        parse(raw)


def test_too_many_parts_are_refused():
    parts = b"--b\nContent-Type: text/plain\n\nx\n" * 1_100
    raw = b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n" + parts + b"--b--"

    with pytest.raises(UnreadableMail, match="parts"):
        parse(raw)


@pytest.mark.parametrize("depth", [60, 400, 900])
def test_nesting_too_deep_is_refused(depth):
    opened = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth)
    )

    with pytest.raises(UnreadableMail, match="nest"):
        parse(b"From: a@b.example\n" + opened + b"\nhi")


@pytest.mark.parametrize(
    "hiding",
    [
        '<p style="display:none">evil</p>',
        '<p style="DISPLAY : none !important">evil</p>',
        "<p hidden>evil</p>",
        '<span style="font-size:0px">evil</span>',
        '<span style="font-size:1px">evil</span>',
        '<font color="#FFFFFF">evil</font>',
        '<div style="color:rgb(255, 255, 255)">evil</div>',
        '<div style="max-height:0;overflow:hidden">evil</div>',
        '<div style="opacity:0">evil</div>',
        '<div style="visibility:hidden">evil</div>',
        '<div style="position:absolute;left:-9999px">evil</div>',
        "<style>.x{display:none}</style><div class=x>evil</div>",
    ],
)
def test_what_a_reader_does_not_see_is_not_read(hiding):
    mail = html(f"<html><body><p>Seen.</p>{hiding} after</body></html>")

    assert "evil" not in mail.text
    assert "Seen." in mail.text
    assert "after" in mail.text
    assert codes(mail)["hidden_text"] == 1


def test_comments_scripts_and_titles_are_not_text():
    mail = html(
        "<html><head><title>evil</title></head><body><!-- evil --><script>evil</script>"
        "<p>Seen.</p></body></html>"
    )

    assert mail.text == "Seen."


@pytest.mark.parametrize(
    "shown",
    [
        '<table bgcolor="#003366"><tr><td style="color:#fff">shown</td></tr></table>',
        '<td style="font-size:0"><div style="font-size:14px">shown</div></td>',
        "<style>@media (max-width:600px){.x{display:none}}</style><div class=x>shown</div>",
    ],
    ids=["white on blue", "layout trick", "hidden on phones"],
)
def test_what_a_reader_sees_is_read(shown):
    mail = html(f"<html><body>{shown}</body></html>")

    assert mail.text.strip() == "shown"
    assert "hidden_text" not in codes(mail)


def test_invisible_characters_are_removed_and_counted():
    text = "pay\u200bment \U000e0041\U000e0042\u202egnp.exe\x00"
    mail = parse(
        b"From: a@b.example\nContent-Type: text/plain; charset=utf-8\n\n" + text.encode()
    )

    assert mail.text == "payment gnp.exe"
    assert codes(mail)["invisible_characters"] == 3
    assert codes(mail)["bidi_controls"] == 1
    assert codes(mail)["control_characters"] == 1


@pytest.mark.parametrize(
    ("charset", "content", "lies"),
    [
        ("utf-8", "Grüße 1 500 €".encode(), False),
        ("us-ascii", "Grüße".encode(), True),
        ("utf-8", "Grüße".encode("cp1252"), True),
        ("iso-8859-1", "Grüße €".encode("cp1252"), False),
        ("iso-8859-1", "Grüße".encode(), True),
        ("x-made-up", "Grüße".encode(), True),
        ("punycode", "Grüße".encode(), True),
        ("shift_jis", "見積".encode("shift_jis"), False),
    ],
)
def test_the_charset_a_part_has_wins_over_the_one_it_claims(charset, content, lies):
    head = f"From: a@b.example\nContent-Type: text/plain; charset={charset}\n\n".encode()
    mail = parse(head + content)

    assert mail.text.startswith(("Grüße", "見積"))
    assert ("lying_charset" in codes(mail)) is lies


def test_the_plain_alternative_is_read_unless_it_is_a_notice():
    message = EmailMessage()
    message["From"] = "ada@reed.example"
    message.set_content("Your mail client cannot show HTML. Please view in a browser.")
    message.add_alternative("<p>We need a logo.</p>", subtype="html")

    assert parse(message.as_bytes()).text == "We need a logo."


def test_attachments_are_kept_under_a_safe_name():
    message = EmailMessage()
    message["From"] = "ada@reed.example"
    message.set_content("See attached.")
    message.add_attachment(
        b"%PDF", maintype="application", subtype="pdf", filename="../../etc/\u202efdp.brief.pdf"
    )
    message.add_attachment(b"x", maintype="image", subtype="png", filename="a" * 300 + ".png")
    first, second = parse(message.as_bytes()).attachments

    assert (first.name, first.media_type, first.content) == (
        "fdp.brief.pdf",
        "application/pdf",
        b"%PDF",
    )
    assert len(first.sha256) == 64
    assert len(second.name) <= 120
    assert second.name.endswith(".png")


def test_an_attached_mail_is_read_behind_its_marker():
    inner = EmailMessage()
    inner["From"] = "Cleo Vance <cleo@vance.example>"
    inner["Subject"] = "Logo"
    inner.set_content("We need a logo.")
    outer = EmailMessage()
    outer["From"] = "ada@reed.example"
    outer.set_content("For you.")
    outer.add_attachment(inner)
    mail = parse(outer.as_bytes())

    assert mail.text.startswith(
        "For you.\n\n---------- Attached message ----------\nFrom: Cleo"
    )
    assert mail.text.rstrip().endswith("We need a logo.")
    assert mail.new_text == "For you."
    assert mail.attached_text in mail.text
    assert mail.attachments == ()


@pytest.mark.parametrize(
    ("header", "bulk", "bounce"),
    [
        ("List-Unsubscribe: <https://x.example>", True, False),
        ("Precedence: bulk", True, False),
        ("Auto-Submitted: auto-replied", False, False),
        ("From: MAILER-DAEMON@x.example", False, True),
    ],
)
def test_machines_are_known_by_their_headers(header, bulk, bounce):
    auto = parse(f"{header}\nSubject: x\n\nhi".encode()).auto

    assert (auto.bulk, auto.bounce) == (bulk, bounce)
    assert auto.header


def test_broken_addresses_and_dates_are_left_empty():
    mail = parse(b"From: <<<>>> (\nReply-To: nobody\nDate: the 99th\nTo: a@b@c\n\nhi")

    assert (mail.from_, mail.reply_to, mail.to, mail.sent_at) == ((), (), (), None)


def test_a_large_mail_is_read_in_bounded_time():
    body = base64.encodebytes(bytes(22_000_000))
    raw = (
        b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n"
        b"Hello.\n--b\nContent-Type: application/zip\nContent-Transfer-Encoding: base64\n\n"
        + body
        + b"--b--\n"
    )
    began = time.monotonic()
    mail = parse(raw)

    assert len(mail.attachments[0].content) == 22_000_000
    assert mail.text == "Hello."
    assert time.monotonic() - began < 15


def test_a_large_text_is_cut_and_says_so():
    mail = parse(b"From: a@b.example\n\n" + b"word word\n" * 400_000)

    assert len(mail.text) <= 1_000_000
    assert codes(mail)["text_truncated"] == 1


NESTED = b"""\
From: a
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/html; charset=utf-7

<p style='font-size:0'>x<b>y
--b
Content-Type: message/rfc822

From: =?utf-8?b?////?=

hi
--b
Content-Disposition: attachment; filename*=x''%ff%00
Content-Transfer-Encoding: base64

====
--b--
"""
CROOKED = b"""\
Subject: =?utf-8?q?=ff=fe?= =?x?b?a?=
To: group: a@b, <c@d>;
Date: 0
Content-Type: text/plain; charset*0="; charset*=a'b'%

From: a
Date: b
To: c

> x
"""
HOSTILE = [PLAIN, NESTED, CROOKED]


def survives(raw: bytes) -> None:
    try:
        mail = parse(raw)
    except UnreadableMail:
        return
    assert mail_text(mail).text == mail.text
    mail.text.encode()


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_are_read_or_refused(raw):
    survives(raw)
    survives(b"From: a@b.example\n" + raw)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(HOSTILE),
    st.lists(
        st.tuples(st.integers(0, 600), st.integers(0, 30), st.binary(max_size=8)), max_size=8
    ),
)
def test_mutated_mails_are_read_or_refused(raw, changes):
    for at, length, inserted in changes:
        raw = raw[:at] + inserted + raw[at + length :]
    survives(raw)


@pytest.mark.parametrize(
    "field",
    ["From: " + "(" * 5000, "To: " + "a@b," * 20_000, "Subject: " + "=?utf-8?q?x?= " * 2000,
     "From: " + "\"" * 5000, "Date: " + "1" * 5000, "References: " + "<a@b>" * 9000,
     "Content-Type: text/plain; " + "a*0*=b;" * 3000, "From: " + "<" * 3000 + "@" * 3000],
)  # fmt: skip
def test_hostile_headers_cost_little(field):
    began = time.monotonic()
    survives(field.encode() + b"\n\nhi")

    assert time.monotonic() - began < 3


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_a_mail_is_the_same_whatever_its_lines_end_with(ending):
    lines = [b"From: Ana <ana@client.example>", b"Subject: Logo", b"", b"We need a logo.", b""]

    mail = parse(ending.join(lines))

    assert (mail.subject, mail.text) == ("Logo", "We need a logo.")
    assert mail.from_[0].address == "ana@client.example"
