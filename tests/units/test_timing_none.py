"""No false understanding: titles, places, names and groups that hold no timing give none."""

import pytest

from planforms.period import parse_period
from planforms.timing import parse_timing, timing_parts

PHRASES = """
Laisvės al. 57, Kaunas
5–8 klasių mokiniai
Spalio gatvė 5
10 klasė
Rugsėjo pradinė mokykla
Kovo 11-osios g. 26
Vasario 16-osios gimnazija
Spalio mėnesio renginiai
Spalis – mokyklų bibliotekų mėnuo
Velykų popietė
Kalėdinis karnavalas
Kovo 11-osios minėjimas
Sausio 13-osios pilietinė akcija
Rudens gėrybių mugė
Pavasario šventė
I pusmečio rezultatų aptarimas
II ketv. ataskaita
Mokslo metų pradžios šventė
2024 m. ataskaita
2023–2024 m. m. veiklos planas
A. Kovas
Liepa Vasarytė
V. Balandis, Z. Gegužė
Nuolatinė komisija
Penktadienio popietė
Savaitės be patyčių
Tolerancijos savaitė
Pirmoji pagalba
Seminaras (6 val.)
40 val. programa
Renginys 120 dalyvių
2 aukštas, 214 kab.
I–IV klasės
3 a klasė
1–4 kl. mokiniai
Metų mokytojas
Knyga „Vasaris“
Kas yra demokratija?
Diena be telefono
Dienos stovykla
Nr. V-361
V-2023-10
tel. 8 612 34567
Kartą gyveno senelis
Žiemos (ir ne tik) skaitiniai
Kino vakaras „Vasara“
Už I pusmetį
Po pamokų
Iki pasimatymo, vasara!
Per aspera ad astra
Mėnuo be cukraus
100 dienų iki brandos egzaminų
Šimtadienis
E=mc2
3D spausdinimas
10–12 m. vaikai
5 dienų žygis
2 k. 3 kab.
Lietuvos Respublikos 2023 m. biudžetas
Vasaros stovykla „Saulė“
Mokytojų dienos šventė
Motinos dienos koncertas
Žemės dienos akcija
Europos dienos minėjimas
Metų pabaigos vakaras
Mėnesio tema
Rugsėjis, sveikas!
Sveika, rugsėjo pirmoji!
Ruduo mano krašte
Gegužės 1-osios g. 12
Savanorių pr. 14, 2 aukštas
9.15 kab.
Kas? Kur? Kada?
Šv. Kalėdų belaukiant
1 val. per savaitę
2023-iųjų metų mokinys
visi mokytojai
visą dieną trunkanti išvyka
kiekvienas mokinys
darbo grupė
pagal amžių
5–6 m. vaikų grupė
Klevų g. 12, Alytus
Liepų al. 3, Birštonas
Birželio 14-osios g. 7
Gegužės g. 21, Ukmergė
Balandžio skveras
Rudens g. 9–2
Vasaros estrada
Kovo 8-osios gatvė 15
Sausio 13-osios progimnazija
Liepos 6-osios aikštė
Vasario 16-osios gimnazijos aktų salė
Pavasario g. 4, bendrabutis
Žiemos sodas
Spalio progimnazija
Aktų salė, II aukštas
214 kabinetas
Sporto salė
I korpusas, 3 aukštas
Antro aukšto fojė
Biblioteka (1 a.)
Informatikos kab. Nr. 12
Kaunas
Vytauto Didžiojo universitetas
Trakų r. Lentvario pradinė mokykla
LITEXPO, 5 paviljonas
Mokyklos kiemas
Nuotoliniu būdu
El. paštas
Teams aplinka
https://mokykla.example/2026-2027
a.kovas@mokykla.example
R. Kovas
Rugilė Balandė
G. Vasarytė, O. Liepaitė
D. Gruodis, metodininkas
Lapkritienė Ona
Saulė Rudenytė
V. Penktokas
X. Antanaitis
I. Pirmūnienė
II. Metodinė veikla
III. Renginiai
IV skyrius
V-07 įsakymas
Direktorės pavaduotoja ugdymui
1–4 klasių mokytojai
5a, 5b, 6c klasės
9–12 kl. mokiniai
7–8 klasės, 60 mokinių
II–IV gimnazijos klasės
3–4 metų vaikai
6 metų vaikai
5–7 m. vaikų grupė
12 komandų
30 mokinių
2 mokytojos
Iki 30 dalyvių
Nuo vaikystės iki brandos
Kiekvienas gali
Kas laimės?
Kas slepiasi miške
Kas antras nebeskaito
Kiekvieną išgirsti
Visi kartu
Visų mokytojų susirinkimas
Kartu augame
Kartą miške
Du broliai ir pasaka
Trys paršiukai
Septyni nykštukai
Pirma pamoka
Pirmokų krikštynos
Antrokų šventė
Šeštokų išvyka
Dešimtokų debatai
Paskutinis skambutis
Paskutinio skambučio šventė
Mokslo metų užbaigimo šventė
Mokslo metų veiklos plano aptarimas
Metinės ataskaitos rengimas
2026 m. veiklos plano rengimas
2025–2026 m. m. veiklos ataskaita
2026–2027 m. m. ugdymo plano projektas
I pusmečio pažangumo analizė
Pirmojo pusmečio ugdymo rezultatai
II pusmečio mokinių lankomumas
I trimestro įvertinimai
I ketvirčio finansinė ataskaita
Pusmečio rezultatų apžvalga
Trimestro apibendrinimas
Mėnesio knyga
Mėnesio skaitytojas
Spalio mėnesio skaitytojas
Rugsėjo mėnesio stendas
Gegužės skaitymai
Rugsėjo popietė
Spalis – sveikos gyvensenos mėnuo
Lapkritis: knygų mėnuo bibliotekoje
Rudenėlio šventė
Rudens krosas
Rudens lapų paroda
Sveikas, pavasari!
Pavasario darbų talka
Vasaros skaitymo iššūkis
Žiemos sporto šventė
Žiemos pasaka
Žiemos skaitymai
Ruduo bibliotekoje
Vasara be pavojų
Pavasaris Lietuvoje
Advento vakaronė
Kalėdų eglutės įžiebimas
Kalėdų belaukiant
Kalėdų senelio dirbtuvės
Kalėdiniai skaitymai
Velykų margučių paroda
Velykinis rytmetis
Užgavėnių karnavalas
Užgavėnių blynai
Joninių vainikai
Vėlinių žvakelė
Kaziuko mugės prekės
Mokytojų dienos minėjimas
Motinos dienos popietė
Šeimos dienos šventė
Žemės dienos viktorina
Europos dienos renginys
Tolerancijos dienos akcija
Laisvės gynėjų dienos minėjimas
Vasario 16-osios koncertas
Kovo 11-osios šventinis koncertas
Rugsėjo 1-osios šventė
Sausio 13-osios pilietiškumo pamoka
Birželio 14-osios minėjimas
Atostogų stovykla
Rudens atostogų užimtumas
Vasaros atostogų skaitymai
Kalėdų atostogų veiklos
Savaitė be patyčių
Karjeros savaitė
Gamtos mokslų savaitė
Skaitymo savaitė „Knygos kelias“
Pirmadienio pokalbiai
Penktadienio kino vakaras
Dienos centro veikla
Atvirų durų diena
Sporto diena
Diena gamtoje
Projektas „100 dienų“
Akcija „Penkios minutės tylos“
Paroda „Metų laikai“
Knyga „Gegužė“
Filmas „Ruduo“
Spektaklis „Naktis prieš Kalėdas“
Konkursas „Spalis“
Renginys „Vasara“
5 dienų išvyka
3 savaičių projektas
10 valandų kursai
Seminaras (8 val.)
40 val. programa „Mokausi mokyti“
2 val. trukmės paskaita
1 val. per pamoką
Nuolatinis konsultavimas
Nuolatinė stebėsena
Nuolat atnaujinamas stendas
Kasdienė mankšta
Kasmetinis konkursas
Po pertraukos
Prieš egzaminus
Už 2026 metus
2024 m. gimę vaikai
80-mečio paminėjimas
25-asis gimtadienis
12-oji konferencija
47-oji olimpiada
Nr. 5-2
V1-178
1R-298
(1.3E)VE-53
Protokolo Nr. 3
100 Eur
2 proc. parama
12,50 Eur
3 x 15 lapų
1:1
16:9 formatas
Lietuva 2050
Agenda 2030
Iniciatyva „Erasmus 2027“
Tyrimas 360°
Data bus patikslinta
Suderinus su lektoriumi
Tikslinama
Bus pranešta
Vėliau
Netrukus
Spalio mėnesio akcija
Lapkričio skaitymai
Gruodžio staigmena
Sausio mėnesio iššūkis
Kovo mėnuo – be patyčių
Gegužės mėnuo – šeimai
Balandžio pokštai
Balandis – švaros mėnuo
Rugsėjo šventė
Rugsėjo mėnesio pasitarimas
Liepos stovykla
Birželio popietė
Vasario renginiai
Pirmadienio rytas
Pirmadienio pasitarimas
Trečiadienio klubas
Ketvirtadienio kava
Šeštadienio mokyklėlė
Sekmadienio koncertas
Savaitgalio išvyka
Savaitgalio dirbtuvės
Dienos žodis
Dienos maršrutas
Metų knyga
Metų mokinys
Metų darbas
Naujųjų metų karnavalas
Naujametis vakaras
Kalėdinė mugė
Kalėdinė popietė
Kalėdų senelio paštas
Kalėdų eglė
Advento popietė
Advento vainikas
Advento rytmetis
Advento belaukiant
Gavėnios popietė
Velykinė mugė
Velykų bobutė
Verbų dirbtuvės
Užgavėnių kaukės
Užgavėnių šventė
Joninių laužas
Vėlinių popietė
Helovino vakaras
Valentino dienos paštas
Motinos dienos šventė
Tėvo dienos stovykla
Mokytojo dienos koncertas
Žemės dienos paroda
Vandens dienos akcija
Teatro dienos spektaklis
Poezijos dienos skaitymai
Knygos dienos paroda
Laisvės dienos bėgimas
Sausio 13-osios bėgimas
Vasario 16-osios popietė
Kovo 11-osios paroda
Kovo 8-osios sveikinimai
Gegužės 7-osios skaitymai
Rugsėjo 1-osios sveikinimai
Birželio 3-iosios minėjimas
Liepos 6-osios giesmė
Lapkričio 16-osios renginys
Rudens darbai
Rudens spalvos
Rudens kraitė
Rudens mugė
Rudens semestro rezultatai
Žiemos džiaugsmai
Žiemos takas
Žiemos mugė
Pavasario talka
Pavasario koncertas
Pavasario žiedai
Vasaros darželis
Vasaros darbai
Vasaros stovykla
I pusmečio ataskaita
II pusmečio planai
I trimestro apžvalga
III trimestro kontroliniai darbai
Pusmečio pabaigtuvių vakaras
Trimestro signalinė
Ketvirčio ataskaita
Metų pradžios pokalbiai
Mokslo metų uždarymo šventė
Mokslo metų temos pristatymas
Mokslo metų planas
Praėjusių mokslo metų analizė
Kitų metų plano rengimas
2025 m. renginių apžvalga
2026 m. olimpiadų rezultatai
2026–2027 m. m. tikslai
2024–2026 m. strategija
XXI amžiaus įgūdžiai
XX a. literatūra
XIX amžius
Henrikas IV
Jonas Paulius II
Liudvikas XIV
I pasaulinis karas
II pasaulinis karas
III forumas
IV konferencija
V olimpiada
X festivalis
I vieta
II laipsnio diplomas
III amžiaus universitetas
5 klasė
5 a klasė
5a
5A, 5B, 5C
I a, I b kl.
1–4 klasės
5–8 klasių komanda
I–II gimnazijos klasės
IV gimnazijos klasė
8 kl. mokiniai, 24 dalyviai
10–11 klasių abiturientai
12 klasė
priešmokyklinė grupė
3–4 metų grupė
5–6 metų vaikų tėvai
6–7 m. vaikai
10 m. mokiniai
1 grupė
2 komandos
3 turai
3 pamokos
45 minutės
45 min. pamoka
10 minučių mankšta
6 akad. val.
8 akademinės valandos
40 val.
2 val. trukmės seminaras
18 val. kursai
60 val. programa
100 dienų
7 dienų iššūkis
30 dienų be cukraus
3 savaičių stažuotė
2 mėnesių projektas
5 metai kartu
10 metų sukaktis
25 metų jubiliejus
100-metis
50-asis gimtadienis
5-oji konferencija
10-asis festivalis
1-oji vieta
2-asis etapas
20 mokinių
120 dalyvių
15 komandų iš 5 mokyklų
3 mokytojai
7 knygos
5 Eur
1200 Eur
20 proc.
100 %
2 lygis
A1–A2 lygis
B2
2:1
3:0
16:9
1/2 puslapio
1 kab.
12 kabinetas
214 kab.
II aukštas
2 a. fojė
III a. skaitykla
A korpusas, 2 aukštas
Aktų salė
Mažoji salė
Sporto salė, 1 aukštas
Biblioteka
Skaitykla
Kiemas
Kauno miestas
Vilnius
Palanga
Vilniaus r.
Trakų g. 5
Birželio 23-iosios g. 14
Kovo 11-osios gatvė 3
Vasario 16-osios g. 8
Gegužės 1-osios gatvė
Sausio 15-osios g. 2
Liepų g. 10
Rugsėjo g. 4
Spalio g. 12A
Vasaros g. 7
Pavasario g. 20
Savanorių pr. 100
Laisvės al. 3
Žemaitės g. 9–4
Klevų g. 3, Alytus
Pušų g. 1, II aukštas
Zoom
MS Teams
Muziejus
Kultūros centras
Seniūnija
Miesto parkas
Ežero pakrantė
Kovas Petraitis
Ona Balandytė
Liepa Ąžuolaitė
A. Gegužis
B. Liepa
R. Lapkritis
J. Rudenis
Saulius Vasaris
Gintarė Gruodė
Birželė Uosytė
V. Kovaitis
Dovilė Spalienė
Vilma Vasarienė
A. Pirmadienis
Uosis J.
K. Penktadienis, mokytojas
VGK
MT
NMPP
PUPP
NEC
UTA grupė
5G
H2O
COVID-19
A4
F1
Mp3
3D modeliavimas
4K vaizdas
24/7
112
Nr. 12
Nr. 2026-5
V-12
V1-25 (1.3)
Įsakymas Nr. V-5
Protokolas Nr. 2
P-1-3
tel. 8 37 123456
+370 600 12345
mokykla@upenai.example
www.upenai.example
LRT
Kas toliau?
Kas naujo?
Kas antras skaito
Kiekvienas svarbus
Kiekvienos klasės indėlis
Kiekvieno mokinio pažanga
Visa mokykla
Visų klasių vadovai
Visus kviečiame
Viso pasaulio pasakos
Per visą Lietuvą
Per pasakų mišką
Per pertraukas
Per pamokas
Po vieną
Prieš pamokas
Prieš srovę
Po atviru dangumi
Nuo pasakos iki pasakos
Nuo sėklos iki duonos
Nuo 5 iki 8 klasės
Iki 20 mokinių
Iki pasimatymo
Iki greito
Apie draugystę
Apie 30 dalyvių
Tarp knygų
Tarp klasių
Tarp mokytojų ir mokinių
Be patyčių
Be ribų
Su šypsena
Kartą gyveno
Kartu su tėvais
Kartą ir visiems laikams
Du viename
Trys draugai
Keturi metų laikai
Penkios minutės
Septynios dienos
Dvylika mėnesių
Trylikta pamoka
Pirmoji knyga
Pirmas žingsnis
Pirmoji mokytoja
Antroji galimybė
Paskutinė pamoka
Paskutinio skambučio koncertas
Didžioji savaitė bibliotekoje
Nuolat mokausi
Nuolatinis mokymasis
Nuosekli pagalba mokiniui
Sisteminga stebėsena
Kasdienė patirtis
Ugdymo planas
Ugdymo karjerai pamokos
Ugdymo proceso organizavimas
Ugdymo proceso stebėsena
Ketvirtokų šventė
Penktokų krikštynos
Aštuntokų išvyka
Vaikų žaidynės
Vasarvidžio šventė
Spalvota savaitė
Spalvų mėnuo
Savaitės akcija
Gerumo savaitė
Sveikatos savaitė
Sąmoningumo didinimo mėnuo
Mėnesio komanda
Valanda gamtoje
Žemės valanda
Minutė tylos
""".strip().splitlines()
PERIODS = ("2026-2027", "2027", "2026-2030", "2027-03", None)


def test_there_are_five_hundred_of_them() -> None:
    assert len(set(PHRASES)) >= 500


@pytest.mark.parametrize("words", PHRASES)
def test_nothing_is_understood(words: str) -> None:
    for short in PERIODS:
        period = parse_period(short) if short else None
        timing = parse_timing(words, period)
        assert not timing.understood, (short, timing)
        assert timing.problem is None
        assert timing.unread == (words,)
        assert timing_parts(words, period) == ()
