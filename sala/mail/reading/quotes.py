"""What of a body is newly written: quotes leave with their attribution, header block and divider.

Two shapes of history exist. Marked quotes (`>`, cited blockquotes) end where the marks end, and
what stands between them are answers. Unmarked history, under a divider, a header block or a strong
attribution, runs to the end. A forward is the sender's own choice of text and stays whole.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from sala.mail.reading import marks
from sala.mail.reading.lines import Line

_BELOW = re.compile(
    r"ด้านล่าง|ข้างล่าง|สี(?:แดง|น้ำเงิน|ฟ้า|เขียว|ม่วง|ส้ม)|แทรก|ในเนื้อ|ใต้คำถาม|ท้ายคำถาม|ในอีเมลเดิม|"
    r"in-?line|below|\b(?:in )?(?:red|blue|green)\b|embedded",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"\s*(?:\[?(?:คำ)?ตอบ\]?\s*[:：.]|\[?ans(?:wer)?\]?\s*[:.]|==?>|-->|>>)", re.IGNORECASE
)


@dataclass(slots=True)
class Cut:
    """Runs of new lines in their order; forwarded lines, whole; whether anything was quoted."""

    runs: list[list[Line]] = field(default_factory=list)
    forward: list[Line] = field(default_factory=list)
    quoted: bool = False


def cut_quotes(lines: list[Line], *, is_forward: bool, is_answer: bool) -> Cut:
    """Split a body. `is_forward` is what the subject says: then the first header block begins the
    forwarded text.
    """
    return _Cutter(lines, is_forward=is_forward, is_answer=is_answer).run()


class _Cutter:
    def __init__(self, lines: list[Line], *, is_forward: bool, is_answer: bool) -> None:
        self.lines = lines
        self.is_forward = is_forward
        self.is_answer = is_answer
        self.spans = _attributions(lines)
        self.cut = Cut()
        self.current: list[Line] = []
        self.spoken = False
        self.marked = sum(line.depth > 0 for line in lines)

    def run(self) -> Cut:
        at = 0
        while at < len(self.lines):
            after = self.step(at)
            if after == at:
                self.current.append(self.lines[at])
                self.spoken = self.spoken or bool(self.lines[at].text)
                at += 1
            else:
                at = after
        self.close()
        kept = {id(line) for run in (*self.cut.runs, self.cut.forward) for line in run}
        for line in self.lines:
            line.out = "" if id(line) in kept else "quoted"
        return self.cut

    def step(self, at: int) -> int:
        """The index after the machinery that begins at `at`; `at` itself when it is a line of the
        sender.
        """
        line = self.lines[at]
        if marks.is_forward_divider(line) and not line.depth:
            return self.keep_forward(at)
        if line.depth:
            return self.own_sign(at) if self.is_own_sign(at) else self.quoted_run(at)
        if line.mark == "attribution" and (end := self.marked_attribution(at)):
            return self.history(at, end)
        if line.mark == "history" or marks.is_reply_above(line):
            return self.history(at, at + (not line.mark))
        if marks.is_original_divider(line):
            return self.history(at, _after_block(self.lines, at + 1, _SURE) or at + 1)
        if line.text or line.mark == "rule":
            return self.headed(at)
        return at

    def is_own_sign(self, at: int) -> bool:
        """`>` as the sender's own sign: more than 50, or the points of a message that answers
        none.
        """
        line = self.lines[at]
        if line.depth > 1 or not line.whole.startswith((">", " ")):
            return False
        fresh = (
            not self.is_answer and not self.is_forward and not self.spans and not self.cut.quoted
        )
        return fresh or (self.marked == 1 and line.text[:1].isdigit())

    def own_sign(self, at: int) -> int:
        line = self.lines[at]
        line.text, line.depth = line.whole, 0
        return at

    def marked_attribution(self, at: int) -> int:
        """What HTML calls an attribution is one in any language, with a quote under it."""
        end = at
        while end < len(self.lines) and self.lines[end].mark == "attribution":
            if marks.is_forward_divider(self.lines[end]):
                return 0
            end += 1
        below = _next_text(self.lines, end)
        return end if below is not None and self.lines[below].depth else 0

    def headed(self, at: int) -> int:
        if at in self.spans:
            end, strong = self.spans[at]
            return self.attributed(at, end, strong=strong)
        start = at
        while start < min(len(self.lines), at + 12) and (
            marks.is_rule(self.lines[start]) or (start > at and not self.lines[start].text)
        ):
            start += 1
        above = _Above(ruled=start > at, spoken=self.spoken, answers=self.is_answer)
        block = _after_block(self.lines, start, above)
        return self.history(at, block) if block else at

    def attributed(self, at: int, end: int, *, strong: bool) -> int:
        below = _next_text(self.lines, end)
        quoted = below is not None and (
            self.lines[below].depth > 0
            or self.lines[below].mark == "indented"
            or self.lines[below].text.startswith("|")
        )
        if not quoted and not strong:
            return at
        if self.is_forward:
            return self.keep_forward(at)
        return self.history(at, end)

    def history(self, at: int, after: int) -> int:
        """Leave out what runs from `at`; when quote marks follow, only they are history, else all
        that follows is.
        """
        if (
            any(marks.is_forward_divider(line) for line in self.lines[after : after + 4])
            and not self.spoken
        ):
            return after if after > at else at + 1
        if self.is_forward:
            return self.keep_forward(at)
        self.close()
        self.cut.quoted = True
        below = _next_text(self.lines, after)
        if below is None:
            return len(self.lines)
        if self.lines[below].depth:
            return self.quoted_run(below)
        if self.lines[below].mark == "indented":
            self.indented_is_quoted(below)
            while below < len(self.lines) and (
                self.lines[below].mark == "indented" or not self.lines[below].text
            ):
                below += 1
            return below
        block = _after_block(self.lines, _past_rules(self.lines, after), _SURE)
        if (
            block
            and (inner := _next_text(self.lines, block)) is not None
            and self.lines[inner].depth
        ):
            return self.quoted_run(inner)
        self.answered_inside(below)
        return len(self.lines)

    def indented_is_quoted(self, at: int) -> None:
        """A client that put the first quote into a bare blockquote did so with the others."""
        for line in self.lines[at:] if self.is_answer else ():
            line.depth += line.mark == "indented"

    def answered_inside(self, at: int) -> None:
        """Answers typed into unmarked history: the note above promises them, colour or a label
        shows them.
        """
        said = "\n".join(line.text for run in self.cut.runs for line in run)
        if not said or len(said) > 400 or not _BELOW.search(said):
            return
        history = [line for line in self.lines[at:] if line.text]
        coloured = [line for line in history if line.tint]
        own = {line.tint for line in coloured} if len(coloured) * 2 <= len(history) else set()
        answers = [line for line in history if line.tint in own - {""} or _ANSWER.match(line.text)]
        if answers:
            self.cut.runs.append(answers)

    def quoted_run(self, at: int) -> int:
        if self.is_forward and not self.cut.quoted and not self.spoken:
            return self.keep_forward(at)
        self.close()
        self.cut.quoted = True
        while at < len(self.lines) and self.lines[at].depth:
            at += 1
        return at

    def keep_forward(self, at: int) -> int:
        self.close()
        self.cut.forward = self.lines[at:]
        return len(self.lines)

    def close(self) -> None:
        if any(line.text for line in self.current):
            self.cut.runs.append(self.current)
        self.current = []


def _next_text(lines: list[Line], at: int) -> int | None:
    return next((i for i in range(at, len(lines)) if lines[i].text or lines[i].depth), None)


def _past_rules(lines: list[Line], at: int) -> int:
    while at < len(lines) and (not lines[at].text or marks.is_rule(lines[at])):
        at += 1
    return at


def _attributions(lines: list[Line]) -> dict[int, tuple[int, bool]]:
    """First line of each attribution → the index after it, and whether it stands by itself.

    Mail clients wrap the line, in the middle of an address too: of the lines above its end,
    those belong to it that make it more certain.
    """
    found: dict[int, tuple[int, bool]] = {}
    for end, line in enumerate(lines):
        if (
            line.depth
            or not line.text
            or not (line.mark == "attribution" or marks.may_end_attribution(line.text))
        ):
            continue
        best: tuple[int, int, bool] | None = None
        joined = ""
        for start in range(end, max(-1, end - 5), -1):
            if lines[start].depth or not lines[start].text:
                break
            joined = f"{lines[start].text} {joined}".strip()
            judged = marks.attribution(joined)
            if judged and (best is None or judged.signs > best[0]):
                best = (judged.signs, start, judged.strong)
            if best and best[0] >= marks.CERTAIN:
                break
        if best:
            found[best[1]] = (end + 1, best[2])
    return found


class _Above(NamedTuple):
    """What stands above a possible header block: a rule, words; and is it an answer?"""

    ruled: bool
    spoken: bool
    answers: bool
    sure: bool = False


_SURE = _Above(ruled=True, spoken=True, answers=True, sure=True)


def _after_block(lines: list[Line], at: int, above: _Above) -> int:
    """The index after a block of header lines that begins at `at`; 0 when there is none.

    A memo written by hand also says จาก, ถึง, เรื่อง, and so does a timetable: a mail client's
    block names an address, or in an answer the time of sending, or has all its labels in their
    order.
    """
    seen: list[str] = []
    addressed = False
    end = at
    for index in range(at, min(at + 30, len(lines))):
        line = lines[index]
        label = marks.label_of(line) if not line.depth else ""
        if label:
            seen.append(label)
            end = index + 1
        elif not seen or not _continues(lines, index, seen):
            break
        elif line.text:
            end = index + 1
        addressed = addressed or (
            seen[-1] in ("from", "to", "copy") and bool(marks.ADDRESS.search(line.text))
        )
    kinds = set(seen) - {"other"}
    if "from" not in kinds or len(kinds) < 2 or seen[0] == "other":
        return 0
    if above.sure:
        return end
    ordered = "to" not in kinds or seen.index("from") < seen.index("to")
    if addressed and (len(kinds) >= 3 or kinds & {"sent", "about"}):
        return end
    if not above.answers or not ordered or not (above.spoken or above.ruled):
        return 0
    return end if {"sent", "about"} <= kinds else 0


def _continues(lines: list[Line], index: int, seen: list[str]) -> bool:
    """A wrapped list of recipients or subject, or one blank line between labels."""
    line = lines[index]
    if line.depth:
        return False
    following = lines[index + 1] if index + 1 < len(lines) else None
    if not line.text:
        return len(seen) == 1 and following is not None and bool(marks.label_of(following))
    if seen[-1] in ("to", "copy", "from") and (
        line.text.count("@") or line.text.endswith((";", ","))
    ):
        return True
    return following is not None and bool(marks.label_of(following)) and len(line.text) < 200
