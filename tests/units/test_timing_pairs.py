"""Phrases that look alike and are different times: each has its own reading, or none where there is no telling."""

import pytest

from planforms.model import Timing, TimingProblem
from planforms.period import parse_period
from planforms.timing import parse_timing

# The phrase, its reading and, after an @, the period where it is not the school year 2026–2027. A reading is the EDTF,
# RRULE and clock; „–“ is none, and a problem has its name.
PAIRS = """
2 val. = –
14 val. = 14:00
8 val. = –
5 val. vakaro = 17:00
17 val. vakaro = 17:00
spalio 5 d. 5–6 val. po pietų = 2026-10-05 17:00/18:00
8.30 ryto = 08:30
12 val. dienos = 12:00
13 val. ryto = –
9 val. ryto – 5 val. vakaro = 09:00/17:00
spalio 5 d. 9 val. ryto ir 5 val. vakaro = 2026-10-05 09:00,17:00
spalio 5 d. 14 val. – spalio 5 d. 12 val. = runs-backwards
3 dienos prieš Kalėdas = –
dvi savaitės iki Kalėdų = –
iki Kalėdų = ../2026-12-25
2026-10-06 00:00:00 = 2026-10-06
2026-10-06T15:00:00 = 2026-10-06 15:00
2026-10-06 15:00 – 2026-10-06 16:00 = 2026-10-06 15:00/16:00
2026-10-06 15:00 – 2026-10-08 12:00 = 2026-10-06/2026-10-08 15:00/12:00
2026-10-06 – 2026-10-08 15:00, 17:00 = 2026-10-06/2026-10-08 FREQ=DAILY;COUNT=3 15:00,17:00
IX, XI ir II = {2026-09,2026-11,2027-02}
II, III = –
8.00 val. = 08:00
spalio 5 d. 2 val. = 2026-10-05
spalio 5 d. 12 val. = 2026-10-05 12:00
spalio 5 d. 9–12 val. = 2026-10-05 09:00/12:00
spalio 5 d. 9, 12 val. = 2026-10-05 09:00,12:00
spalio 5 d. 9.00–14.00 (5 val.) = 2026-10-05 09:00/14:00
spalio 5 d. 9.00 ir 14.00 val. = 2026-10-05 09:00,14:00
25 val. = no-such-time
40 val. = –
15.00–14.00 val. = no-such-time
20.00–8.00 val. = 20:00/08:00
14.75 = no-such-time
14.45 = 14:45
10.07–10.14 = 2026-10-07/2026-10-14
10.07, 10.14 = {2026-10-07,2026-10-14}
10.07/10.14 = ambiguous
10.07 10.14 = ambiguous
10.07, 14.00 = 2026-10-07 14:00
10.07 = 2026-10-07
10.15 = ambiguous
09.15 = 2026-09-15
10.15 d. = 2026-10-15
10.15 val. = 10:15
10-07–10-14 = 2026-10-07/2026-10-14
10-07, 10-14 = {2026-10-07,2026-10-14}
10-05/10-09 = ambiguous
2026-10-05/2026-10-09 = 2026-10-05/2026-10-09
2026-10-05, 2026-10-09 = {2026-10-05,2026-10-09}
2026-10-05/09 = ambiguous
2026-10-05–09 = 2026-10-05/2026-10-09
2026-10-05, 09 = {2026-10-05,2026-10-09}
2026-10-11 = 2026-10-11
2026-10–11 = ambiguous
2026-10–2027-01 = 2026-10/2027-01
2026-10, 2027-01 = {2026-10,2027-01}
10/14 = 2026-10-14
10/07 = ambiguous
10 14 = 2026-10-14
10 45 = –
10-14 d. = ambiguous
10-05 d. = 2026-10-05
spalio 10-14 d. = 2026-10-10/2026-10-14
spalio 10, 14 d. = {2026-10-10,2026-10-14}
spalio 10 ar 14 d. = [2026-10-10,2026-10-14]
spalio 10/14 d. = [2026-10-10,2026-10-14]
3 = – @ 2026-2027
3 = 2026-10-03 @ 2026-10
6–10 = 2026-10-06/2026-10-10 @ 2026-10
6, 10 = {2026-10-06,2026-10-10} @ 2026-10
06-10 d. = 2026-10-06/2026-10-10 @ 2026-10
10-06 = 2026-10-06 @ 2026-10
10.06 = 2026-10-06 @ 2026-10
10-12 = ambiguous @ 2026-10
12–15 = 2026-10-12/2026-10-15 @ 2026-10
10–12 = 2026-10-10/2026-10-12 @ 2026-10
12–15 = ambiguous
12–05 = 2026-12-05
12-15 = 2026-12-15
sausio–vasario mėn. (12–15 d.) = ambiguous
sausio–vasario mėn. 12 d. = ambiguous
sausio, vasario mėn. 12 d. = ambiguous
sausis, vasaris (12–15 d.) = ambiguous
sausio–kovo mėn., 5 d. = ambiguous
kovo–balandžio mėn. II savaitė = ambiguous
rugsėjis – spalio 5 d. = 2026-09/2026-10-05
nuo rugsėjo iki gegužės 15 d. = 2026-09/2027-05-15
spalis, lapkričio 5 d. = {2026-10,2026-11-05}
spalio 5 ir lapkričio 7 d. = {2026-10-05,2026-11-07}
sausio mėn. (12–15 d.) = 2027-01-12/2027-01-15
gegužės 1 sekmadienis = ambiguous
gegužės I sekmadienis = 2027-05-02
spalio 2 penktadienis = 2026-10-02
spalio 2 d. penktadienis = 2026-10-02
6 d. pr. = ambiguous @ 2026-10
8 d. 2026 = ambiguous @ 2026-10
3.10 = – @ 2026-10
7.10 = 07:10 @ 2026-10
3.10 val. = 03:10
mėnesio pradžioje = 2026-10~ @ 2026-10
mėnesio pradžioje = 2026-09/2027-08 FREQ=MONTHLY
12–15 val. = 12:00/15:00 @ 2026-10
8 (III) = 2026-10-08 @ 2026-10
8 kl. = – @ 2026-10
3 d., 14 val. = 2026-10-03 14:00 @ 2026-10
3, 14 d. = {2026-10-03,2026-10-14} @ 2026-10
11-05 = 2026-11-05 @ 2026-10
gruodžio 20 d. = 2026-12-20 @ 2027-01
rugsėjo 1 d. = XXXX-09-01 @ 2027-06
9–12 mėn. = 2026-09/2026-12
9–12 val. = 09:00/12:00
9–12 kl. = –
09–06 mėn. = 2026-09/2027-06
09-06 = 2026-09-06
IX–XII = 2026-09/2026-12
I–IV = –
I–IV ketv. = XXXX-01/XXXX-12
IV–I ketv. = 2026-10/2027-03
I–IV kl. = –
X.14 = 2026-10-14
X mėn. = 2026-10
II pusm. = 2027-02/2027-06
II p. = –
II pam. = –
II sav. = –
spalio II sav. = 2026-10-12/2026-10-18
spalio II pusė = 2026-10-16/2026-10-31
spalio II dek. = 2026-10-11/2026-10-20
spalio II trečiadienis = 2026-10-14
spalio II sav. trečiadienis = 2026-10-14
spalio III sav. trečiadienis = 2026-10-21
spalio 2 sav. = 2026-10-12/2026-10-18
spalio 2 d. = 2026-10-02
spalio 2 savaites = –
spalio pirmoji = 2026-10-01
spalio pirmoji savaitė = 2026-10-05/2026-10-11
spalio pirmoji pusė = 2026-10-01/2026-10-15
paskutinė spalio diena = 2026-10-31
paskutinė spalio darbo diena = 2026-10-30
paskutinė spalio savaitė = 2026-10-26/2026-11-01
spalis–gruodis = 2026-10/2026-12
spalis, gruodis = {2026-10,2026-12}
spalis ar gruodis = [2026-10,2026-12]
spalis ir gruodis = {2026-10,2026-12}
nuo spalio iki gruodžio = 2026-10/2026-12
tarp spalio ir gruodžio = 2026-10/2026-12
nuo spalio = 2026-10/..
iki spalio = ambiguous
iki spalio pabaigos = ../2026-10-31
iki spalio 5 d. = ../2026-10-05
nuo spalio 5 d. = 2026-10-05/..
po spalio 5 d. = 2026-10-05/..
apie spalio 5 d. = 2026-10-05~
spalio 5 d. = 2026-10-05
po Velykų = 2027-03-29/..
iki Velykų = ../2027-03-28
prieš Velykas = ../2027-03-27
per Velykas = 2027-03-28
Velykų laikotarpiu = 2027-03~
Velykų atostogos = 2026-03-30/2026-04-05 @ 2025-2026
Velykų savaitė = –
antrą Velykų dieną = –
Velykų popietė = –
Kalėdos = 2026-12-25
Kalėdų išvakarėse = 2026-12-24
Kalėdų laikotarpiu = 2026-12~
po Kalėdų = 2026-12-26/..
nuo Kalėdų = 2026-12-25/..
Adventas = 2026-11-29/2026-12-24
II Advento sekmadienis = 2026-12-06
Advento vakaronė = –
Advento pradžia = –
žiemą = 2026-24
žiemą = ambiguous @ 2027
2027 m. žiemą = 2026-24
žiemos pabaigoje = 2027-02~
rudenį = 2026-23
rudenį ir pavasarį = {2026-09..2026-11,2027-03..2027-05}
rudenį–pavasarį = 2026-09/2027-05
Užgavėnės, vasario 12 d. = 2027-02-12
Užgavėnės, gegužės 12 d. = {2027-02-09,2027-05-12}
Vasario 16-oji = 2027-02-16
Vasario 16-osios proga = 2027-02-16
Vasario 16-osios išvakarėse = –
Vasario 16-osios minėjimas = –
mokslo metų pradžioje = 2026-09~
mokslo metų pabaigoje = 2027-06~
baigiantis mokslo metams = 2027-06~
pasibaigus mokslo metams = –
mokslo metų eigoje = 2026-09/2027-08
kas antrą antradienį = 2026-09/2027-08 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU
kas antrą mėnesio antradienį = 2026-09/2027-08 FREQ=MONTHLY;BYDAY=2TU
kiekvieną antradienį = 2026-09/2027-08 FREQ=WEEKLY;BYDAY=TU
antradieniais = 2026-09/2027-08 FREQ=WEEKLY;BYDAY=TU
Antradienis = 2026-09/2027-08 FREQ=WEEKLY;BYDAY=TU
antradienį = –
pirmą antradienį = –
pirmą mėnesio antradienį = 2026-09/2027-08 FREQ=MONTHLY;BYDAY=1TU
pirmą spalio antradienį = 2026-10-06
pirmą ir trečią mėnesio antradienį = 2026-09/2027-08 FREQ=MONTHLY;BYDAY=1TU,3TU
kas savaitę = 2026-09/2027-08 FREQ=WEEKLY
kas antrą savaitę = 2026-09/2027-08 FREQ=WEEKLY;INTERVAL=2
antrą savaitę = –
kartą per savaitę, antradieniais = 2026-09/2027-08 FREQ=WEEKLY;BYDAY=TU
kartą per ketvirtį = 2026-09/2027-08 FREQ=MONTHLY;INTERVAL=3
kartą per ketvirtį, antradieniais = –
2 k. per metus = 2026-09/2027-08 FREQ=MONTHLY;INTERVAL=6
2 k. per m. m. = 2026-09/2027-08 FREQ=MONTHLY;INTERVAL=6
2 kartus = –
2 k./m. = ambiguous
2 k./mėn. = 2026-09/2027-08 FREQ=WEEKLY;INTERVAL=2
2 val. per savaitę = –
po 1 kartą per mėn. = 2026-09/2027-08 FREQ=MONTHLY
po pamokų = –
lapkrytis = 2026-11
lapkritys = 2026-11
spalis = 2026-10
spalva = –
balandžio = 2027-04
balandžiai = –
kovas = 2027-03
kovos = –
""".strip().splitlines()


def reading(timing: Timing) -> str:
    if timing.problem:
        return timing.problem
    return " ".join(part for part in (timing.edtf, timing.rrule, timing.clock) if part) or "–"


def test_there_are_a_hundred_and_fifty_pairs_at_least() -> None:
    assert len(set(PAIRS)) >= 150


@pytest.mark.parametrize("line", PAIRS)
def test_each_has_its_own_reading(line: str) -> None:
    phrase, _, rest = line.partition(" = ")
    wanted, _, period = rest.partition(" @ ")
    timing = parse_timing(phrase, parse_period(period or "2026-2027"))
    assert reading(timing) == wanted
    if wanted == "–" or wanted in set(TimingProblem):
        assert timing.unread == (phrase,)
