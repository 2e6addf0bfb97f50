"""Mails as they come, built by hand so that every byte is meant."""

PNG = (
    b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    b"+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def mail(
    ident: bytes = b"<1@client.example>",
    *,
    sender: bytes = b"Ana Weber <Ana@client.example>",
    subject: bytes = b"A new website",
    body: bytes = b"Hello, we need a website.",
    headers: bytes = b"",
) -> bytes:
    """Return a plain mail."""
    named = b"Message-ID: " + ident + b"\r\n" if ident else b""
    return (
        b"From: " + sender + b"\r\nTo: hello@studio.example\r\nSubject: " + subject
        + b"\r\nDate: Mon, 2 Mar 2026 09:00:00 +0000\r\n" + named + headers + b"\r\n" + body
    )  # fmt: skip


def with_file(name: bytes = b"logo.png", ident: bytes = b"<2@client.example>") -> bytes:
    """Return a mail with one attached picture."""
    parts = (
        b"--=_b\r\nContent-Type: text/plain\r\n\r\nThe logo.\r\n--=_b\r\n"
        b'Content-Type: image/png\r\nContent-Disposition: attachment; filename="'
        + name
        + b'"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n" + PNG + b"\r\n--=_b--\r\n"
    )
    kind = b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="=_b"\r\n'
    return mail(ident, body=parts, headers=kind)
