from apps.connectors.email.files import read_paths, split_mbox


def test_an_mbox_is_split_at_its_from_lines(tmp_path):
    box = tmp_path / "box"
    box.write_bytes(
        b"From a@b Mon Mar  2 09:00:00 2026\nSubject: one\n\n>From here\n\n"
        b"From a@b Mon Mar  2 09:00:00 2026\nSubject: two\n\nhi\n"
    )
    first, second = split_mbox(box)

    assert first == b"Subject: one\n\nFrom here\n"
    assert second == b"Subject: two\n\nhi"


def test_paths_are_read_one_by_one_whatever_fails(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.eml").write_bytes(b"Subject: b\n\n")
    (tmp_path / "in" / "a.EML").write_bytes(b"Subject: a\n\n")
    (tmp_path / "in" / "notes.txt").write_bytes(b"no mail")
    (tmp_path / "box").write_bytes(b"From x 2026\nSubject: c\n\n")
    read = list(read_paths([tmp_path / "gone.eml", tmp_path / "in", tmp_path / "box"]))

    assert isinstance(read[0][1], FileNotFoundError)
    assert [content for _, content in read[1:]] == [
        b"Subject: a\n\n",
        b"Subject: b\n\n",
        b"Subject: c\n",
    ]
