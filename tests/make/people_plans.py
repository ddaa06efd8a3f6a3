"""Twenty plans as people leave them, composed after what is seen in schools: headings, forms of dates and of names.

Each is written in a way of its own. A careful reader would say little about each; what ``check`` says is kept and
judged in ``test_people_plans.py``.
"""

from collections.abc import Mapping

from school_plans import Sheet

PLANS: Mapping[str, Sheet] = {
    "darželio savaitė": Sheet(
        (
            "PATVIRTINTA\nAlksnynės lopšelio-darželio direktorės\n2025 m. rugsėjo 3 d. įsakymu Nr. V-41",
            "ALKSNYNĖS LOPŠELIO-DARŽELIO RENGINIŲ PLANAS 2025–2026 M. M.",
        ),
        (
            ("Eil. Nr.", "Renginys", "Laikas", "Dalyviai", "Atsakingi"),
            ("1.", "Rugsėjo 1-osios šventė „Sveikas, darželi!“", "2025-09-01", "Visos grupės", "Meninio ugd. mokyt. J. Skirpstienė"),
            ("2.", "Sporto šventė kieme", "2025-09-19", "„Boružėlių“, „Pelėdžiukų“ gr.", "R. Vėjelė, O. Laumenė"),
            ("3.", "Rudenėlio šventė", "2025-10-22", "Priešmokyklinės gr.", "Grupių mokytojos"),
            ("4.", "Adventinė popietė su tėveliais", "2025-12-11", "Visos grupės", "Meninio ugd. mokyt. J. Skirpstienė"),
            ("5.", "Trys karaliai lanko darželį", "2026-01-06", "Visos grupės", "J. Skirpstienė"),
            ("6.", "Užgavėnės kieme", "2026-02-17", "Visa bendruomenė", "Metodinė grupė"),
            ("7.", "Šeimos šventė", "2026-05-14", "Visos grupės", "Grupių mokytojos, J. Skirpstienė"),
        ),
    ),
    "metodinė taryba": Sheet(
        (
            "PRITARTA\nVingrių gimnazijos metodinės tarybos\n2025 m. rugpjūčio 29 d. posėdžio protokolu Nr. MT-4",
            "PATVIRTINTA\nVingrių gimnazijos direktoriaus\n2025 m. rugsėjo 1 d. įsakymu Nr. V1-112",
            "METODINĖS TARYBOS VEIKLOS PLANAS 2025–2026 MOKSLO METAMS",
        ),
        (
            ("Nr.", "Veiklos turinys", "Data", "Atsakingi asmenys", "Laukiamas rezultatas"),
            ("I. POSĖDŽIAI",),
            ("1.", "Metodinių grupių planų derinimas", "Rugsėjis", "Metodinės tarybos pirmininkė V. Krūmaitė", "Suderinti planai"),
            ("2.", "Adaptacijos 1, 5 ir I g. klasėse aptarimas", "Lapkritis", "Klasių vadovai", "Parengtos rekomendacijos"),
            ("3.", "Bandomųjų egzaminų rezultatai", "Kovas", "D. Lazdynas, dalykų mokytojai", "Numatytos priemonės"),
            ("4.", "Metų veiklos apžvalga", "Birželis", "V. Krūmaitė", "Ataskaita"),
            ("II. KVALIFIKACIJOS TOBULINIMAS",),
            ("5.", "Seminaras „Įtraukusis ugdymas“", "Rudens atostogos", "Administracija", "20 mokytojų patobulins kompetencijas"),
            ("6.", "Kolegialus pamokų stebėjimas", "Nuolat", "Visi mokytojai", "Kiekvienas stebės 2 pamokas"),
            ("7.", "Gerosios patirties sklaida", "1 kartą per pusmetį", "Metodinės grupės", "Pranešimai"),
        ),
    ),
    "bibliotekos data pirmoji": Sheet(
        (
            "PATVIRTINTA\nGluosnių pagrindinės mokyklos direktoriaus 2025-12-29 įsakymu Nr. V-167",
            "GLUOSNIŲ PAGRINDINĖS MOKYKLOS BIBLIOTEKOS 2026 METŲ VEIKLOS PLANAS",
        ),
        (
            ("Data", "Renginio pavadinimas", "Klasės", "Vykdytojai"),
            ("Sausio 13 d.", "Laisvės gynėjų dienos paroda „Atmintis gyva, nes liudija“", "1–10 kl.", "Bibliotekininkė R. Šilaitė"),
            ("Vasario 2–6 d.", "Skaitymo savaitė", "1–4 kl.", "R. Šilaitė, pradinių klasių mokytojos"),
            ("Vasario 20 d.", "Tarptautinė gimtosios kalbos diena", "5–8 kl.", "Lietuvių k. mokytojai"),
            ("Kovo mėn.", "Knygnešio dienos minėjimas", "7 kl.", "R. Šilaitė"),
            ("Balandžio 2 d.", "Tarptautinė vaikų knygos diena", "1–4 kl.", "R. Šilaitė"),
            ("Gegužė", "Vadovėlių surinkimas", "Visos", "R. Šilaitė, klasių vadovai"),
            ("Rugsėjo 1–12 d.", "Vadovėlių išdavimas", "Visos", "R. Šilaitė"),
            ("Spalis", "Bibliotekų mėnuo: edukacija skaitykloje", "5 kl.", "R. Šilaitė"),
            ("Visus metus", "Fondo tvarkymas, nurašymas", "–", "R. Šilaitė"),
        ),
    ),
    "mėnesio planas": Sheet(
        (
            "PATVIRTINTA\nSmiltynės progimnazijos direktoriaus\n2025 m. rugsėjo 30 d. įsakymu Nr. V-98",
            "SMILTYNĖS PROGIMNAZIJOS 2025 M. SPALIO MĖNESIO VEIKLOS PLANAS",
        ),
        (
            ("Eil. Nr.", "Veikla", "Data, valanda", "Vieta", "Atsakingas asmuo"),
            ("1.", "Administracijos pasitarimai", "Pirmadieniais 9.00 val.", "Direktoriaus kab.", "Direktorius"),
            ("2.", "Mokytojų dienos minėjimas", "3 d. 12.00 val.", "Aktų salė", "Mokinių taryba"),
            ("3.", "Vaiko gerovės komisijos posėdis", "8 d. 14.15 val.", "105 kab.", "Direktoriaus pavad. ugdymui D. Gervienė"),
            ("4.", "Mokytojų tarybos posėdis", "15 d. 15 val.", "Aktų salė", "Direktorius"),
            ("5.", "Rudens kroso varžybos", "17 d.", "Parkas", "K. Stumbras"),
            ("6.", "5 klasių tėvų susirinkimas", "21 d. 17.30 val.", "201 kab.", "Klasių vadovai, soc. pedagogė L. Karklė"),
            ("7.", "Solidarumo bėgimas", "24 d.", "Stadionas", "K. Stumbras, klasių vadovai"),
            ("8.", "Olimpiadų I etapas", "20–24 d.", "Mokykla", "Dalykų mokytojai"),
        ),
    ),
    "neformalusis": Sheet(
        ("NEFORMALIOJO ŠVIETIMO RENGINIŲ KALENDORIUS 2025-2026 m. m.",),
        (
            ("Eil.\nNr.", "Renginiai / minėtinos dienos", "Numatoma data", "Atsakingi"),
            ("1", "Mokslo ir žinių diena", "2025 m. rugsėjo 1 d.", "Administracija"),
            ("2", "Europos kalbų diena", "2025 m. rugsėjo 26 d.", "Užsienio kalbų mokytojai"),
            ("3", "Konstitucijos diena", "2025 m. spalio 24 d.", "Istorijos mokytojas A. Pelėda"),
            ("4", "Tolerancijos diena", "2025 m. lapkričio 14 d.", "Soc. pedagogė, psichologė"),
            ("5", "Kalėdinis karnavalas", "2025 m. gruodžio 19 d.", "Mokinių taryba, 8 kl. vadovai"),
            ("6", "Šimtadienis", "2026 m. vasario mėn.", "III g. klasių vadovai"),
            ("7", "Kaziuko mugė", "2026 m. kovo 4 d.", "Technologijų mokytojai"),
            ("8", "Žemės diena", "2026 m. kovo 20 d.", "Gamtos mokslų mokytojai"),
            ("9", "Paskutinis skambutis", "2026 m. gegužės 28 d.", "IV g. klasių vadovai"),
        ),
    ),
    "vaiko gerovė": Sheet(
        (
            "PATVIRTINTA\nBeržyno mokyklos\ndirektoriaus 2025 m. rugsėjo 5 d.\nįsakymu Nr. (1.3)V-77",
            "BERŽYNO MOKYKLOS VAIKO GEROVĖS KOMISIJOS VEIKLOS PLANAS\n2025–2026 m. m.",
            "Tikslas – užtikrinti saugią mokyklos aplinką.\nUždaviniai:\n1. Teikti pagalbą mokiniams.\n2. Bendradarbiauti su tėvais.",
        ),
        (
            ("Eil. Nr.", "Priemonės", "Terminai", "Vykdytojai", "Pastabos"),
            ("1. Organizacinė veikla",),
            ("1.1.", "Komisijos posėdžiai", "Kartą per mėnesį ir esant poreikiui", "VGK nariai", ""),
            ("1.2.", "SUP turinčių mokinių sąrašo sudarymas", "Iki rugsėjo 15 d.", "Spec. pedagogė G. Žolynaitė", ""),
            ("1.3.", "Pagalbos planų rengimas", "Rugsėjis–spalis", "Spec. pedagogė G. Žolynaitė, logopedė M. Uogė", ""),
            ("2. Prevencinė veikla",),
            ("2.1.", "Savaitė be patyčių", "2026 m. kovo 16–20 d.", "Soc. pedagogas T. Raudys", ""),
            ("2.2.", "Apklausa apie mokinių savijautą", "Lapkričio mėn., balandžio mėn.", "Psichologė", ""),
            ("2.3.", "Individualūs pokalbiai", "Pagal poreikį", "Komisijos nariai, klasių vadovai", ""),
            ("2.4.", "Paskaita tėvams", "II pusmetis", "Psichologė, visuomenės sveikatos specialistė", ""),
        ),
    ),
    "klasės vadovas": Sheet(
        ("7b KLASĖS VADOVO VEIKLOS PLANAS", "2025–2026 m. m.", "Klasės vadovė Milda Pušinskaitė"),
        (
            ("Mėnuo", "Veikla", "Dalyviai", "Pastabos"),
            ("Rugsėjis", "Klasės seniūno rinkimai.\nSaugaus eismo valandėlė.", "Mokiniai", ""),
            ("Spalis", "Išvyka į Rumšiškes", "Mokiniai, tėvai", "Spalio 10 d."),
            ("Lapkritis", "Tėvų susirinkimas", "Tėvai", ""),
            ("Gruodis", "Kalėdinė klasės popietė", "Mokiniai", "Gruodžio 19 d."),
            ("Sausis", "Pusmečio rezultatų aptarimas", "Mokiniai", ""),
            ("Vasaris", "Valentino dienos paštas", "Mokiniai", ""),
            ("Kovas", "Žemės dienos talka", "Mokiniai", ""),
        ),
    ),
    "mokinių taryba": Sheet(
        (
            "PRITARTA\nLiepų gimnazijos mokinių tarybos 2025-09-10 posėdyje, protokolas Nr. 2",
            "LIEPŲ GIMNAZIJOS MOKINIŲ PARLAMENTO VEIKLOS PLANAS 2025/2026 m. m.",
        ),
        (
            ("Kada", "Renginys", "Atsakingi"),
            ("Rugsėjo 2 savaitė", "Parlamento rinkimai", "Prezidentė Ieva Mėtaitė"),
            ("Kas antrą antradienį", "Parlamento posėdžiai", "Prezidentė Ieva Mėtaitė"),
            ("Spalio 3 d.", "Sveikinimai mokytojams", "Visi nariai"),
            ("Spalio 31 d.", "Helovino diskoteka", "Renginių komitetas"),
            ("Gruodžio 1–19 d.", "Gerumo akcija", "Socialinis komitetas"),
            ("Vasario 13 d.", "Širdelių paštas", "5–6 kl. atstovai"),
            ("Balandžio 1 d.", "Dėstytojų diena: mokiniai moko", "II–III g. kl. atstovai"),
            ("Birželis", "Metų apibendrinimas", "Parlamento koordinatorė N. Smilgienė"),
        ),
    ),
    "sveikata": Sheet(
        (
            "PATVIRTINTA\nPelkynų mokyklos-daugiafunkcio centro direktorės\n2026 m. sausio 9 d. įsakymu Nr. V-3",
            "SVEIKATOS STIPRINIMO VEIKLOS PLANAS 2026 M.",
        ),
        (
            ("Uždaviniai", "Priemonė", "Vykdymo laikas", "Atsakingas", "Lėšos"),
            ("Skatinti fizinį aktyvumą", "Judriosios pertraukos", "Kasdien", "Fizinio ugdymo mokytojas", "–"),
            ("", "Diena be automobilio", "2026-09-22", "S. Kupstas", "–"),
            ("Formuoti mitybos įgūdžius", "Akcija „Obuolio diena“", "Spalio mėn. II sav.", "Visuom. sveikatos specialistė A. Linaitė", "50 Eur"),
            ("", "Pusryčių savaitė", "2026 m. lapkričio 9–13 d.", "A. Linaitė, pradinių kl. mokytojos", "100 Eur"),
            ("Stiprinti psichikos sveikatą", "Geros savijautos paskaitos", "I ir IV ketv.", "Psichologė", "–"),
            ("", "Pasaulinė psichikos sveikatos diena", "2026-10-09", "Psichologė, A. Linaitė", "–"),
        ),
    ),
    "olimpiados": Sheet(
        ("OLIMPIADŲ IR KONKURSŲ GRAFIKAS 2025–2026 M. M.",),
        (
            ("Eil. Nr.", "Olimpiada ar kitas renginys", "Dalyvių registracijos terminas", "Renginio organizavimo rajone data", "Rengėjas"),
            ("1.", "Lietuvių kalbos ir literatūros olimpiada", "Iki 2025-12-05", "2026-01-09", "Lietuvių kalbos metodinis būrelis"),
            ("2.", "Matematikos olimpiada", "Iki 2025-12-12", "2026-01-23", "Matematikų metodinis būrelis"),
            ("3.", "Anglų kalbos olimpiada (9–10 kl.)", "Iki 2025-11-21", "2025-12-03", "Anglų kalbos metodinis būrelis"),
            ("4.", "Chemijos olimpiada", "Iki 2026-01-16", "2026-01-30", "V. Druskis"),
            ("5.", "Meninio skaitymo konkursas", "Iki 2026-02-06", "2026-02-26", "L. Žodė"),
            ("6.", "Konkursas „Kengūra 2026“", "Iki 2026-02-13", "2026-03-19", "Mokyklos"),
        ),
    ),
    "tarptautinis": Sheet(
        ("EUROPOS KLUBO „ŽVAIGŽDĖS“ VEIKLŲ PLANAS 2025–2026 M. M.", "Klubo vadovė – istorijos mokytoja Regina Žvirblytė"),
        (
            ("Data", "Veiklos pavadinimas", "Vieta", "Dalyviai"),
            ("2025 m. rugsėjo 26 d.", "Europos kalbų diena", "Fojė", "Klubo nariai"),
            ("2025 m. spalio 13–17 d.", "„Erasmus+“ projekto vizitas Lenkijoje", "Balstogė", "10 mokinių, 2 mokytojos"),
            ("2025 m. lapkritis", "Viktorina „Ką žinau apie ES?“", "Biblioteka", "8 kl."),
            ("2026 m. sausio–vasario mėn.", "Susirašinėjimas su klubu Latvijoje", "Nuotoliniu būdu", "Klubo nariai"),
            ("2026 m. gegužės 8 d.", "Europos dienos protmūšis", "Aktų salė", "7–10 kl. komandos"),
            ("2026 m. gegužės 23 d. (šeštadienis)", "Žygis „Europos parko takais“", "Europos parkas", "Klubo nariai"),
            ("2026 m. birželio 3 d.", "Metų veiklos aptarimas", "112 kab.", "Klubo nariai"),
        ),
    ),
    "ugdymas karjerai": Sheet(
        (
            "TVIRTINU\nDirektorius\nAntanas Girdenis\n2025-09-05",
            "UGDYMO KARJERAI VEIKLOS PLANAS 2025–2026 M. M.",
        ),
        (
            ("Nr.", "Planuojama veikla", "Terminas", "Klasė", "Atsakingi", "Partneriai"),
            ("1.", "Karjeros diena „Surask savo kelią“", "2025-11-20", "8–IV g.", "Karjeros specialistė V. Kelmė", "Užimtumo tarnyba"),
            ("2.", "Išvyka į profesinio mokymo centrą", "2025 m. gruodis", "10", "V. Kelmė, 10 kl. vadovė R. Aleksė", "PRC"),
            ("3.", "Individualios konsultacijos", "Trečiadieniais 14–15 val.", "9–IV g.", "V. Kelmė", "–"),
            ("4.", "Susitikimai su įvairių profesijų tėvais", "Per mokslo metus", "1–4", "Pradinių klasių mokytojai", "Tėvai"),
            ("5.", "Stojimo galimybių pristatymas", "Iki 2026-03-31", "III–IV g.", "V. Kelmė", "Universitetai, kolegijos"),
            ("6.", "Diena tėvų darbovietėje", "2026 m. balandžio 28–30 d.", "5–8", "Klasių vadovai", "Įmonės"),
        ),
    ),
    "mokyklos taryba": Sheet(
        (
            "PATVIRTINTA\nAžuolijos gimnazijos tarybos\n2025 m. spalio 7 d. nutarimu\n(protokolas Nr. GT-3)",
            "AŽUOLIJOS GIMNAZIJOS TARYBOS VEIKLOS PLANAS 2025–2026 M. M.",
        ),
        (
            ("Eil. Nr.", "Posėdžio tema", "Mėnuo", "Pranešėjai"),
            ("1.", "Ugdymo plano pristatymas", "Spalis", "Direktorė Zita Kalvelienė"),
            ("2.", "Mokinių maitinimo organizavimas", "Gruodis", "Tarybos narė I. Vilkė"),
            ("3.", "2025 m. veiklos ataskaita", "Sausis–vasaris", "Direktorė Zita Kalvelienė"),
            ("4.", "2 proc. GPM lėšų panaudojimas", "Kovas", "Vyr. buhalterė"),
            ("5.", "Klasių komplektų skaičius 2026–2027 m. m.", "Balandis", "Pavaduotoja ugdymui"),
            ("6.", "Tarybos veiklos ataskaita bendruomenei", "Birželis", "Tarybos pirmininkas V. Ąsotis"),
        ),
        ("Tarybos pirmininkas\tV. Ąsotis",),
    ),
    "metų planas": Sheet(
        (
            "PATVIRTINTA\nŠaltinio pradinės mokyklos direktoriaus\n2025 m. rugpjūčio 29 d. įsakymu Nr. V-60",
            "ŠALTINIO PRADINĖS MOKYKLOS 2025–2026 MOKSLO METŲ VEIKLOS PLANAS",
        ),
        (
            ("Tikslas", "Uždavinys", "Priemonė", "Data", "Atsakingi asmenys", "Laukiami rezultatai"),
            ("1. Gerinti ugdymo kokybę", "1.1. Diferencijuoti ugdymą", "Metodinė diena „Pamoka kitaip“", "2025-10-29", "R. Ežerė, S. Marienė", "Visi mokytojai taikys bent 2 metodus"),
            ("", "", "Atvirų pamokų savaitė", "2026-03-09–2026-03-13", "Mokytojai", "15 pamokų"),
            ("", "1.2. Ugdyti skaitymą", "Projektas „Skaitau kasdien“", "2025-10-01 – 2026-05-29", "1–4 kl. mokytojos", "80 proc. mokinių"),
            ("2. Kurti bendruomenę", "2.1. Įtraukti tėvus", "Šeimų sporto šventė", "2026-05-15", "Kūno kultūros mokytojas P. Bėglys", "Dalyvaus 60 šeimų"),
            ("", "", "Tėvų klubo susitikimai", "Paskutinį mėnesio ketvirtadienį", "Psichologė", "8 susitikimai"),
        ),
    ),
    "muziejus": Sheet(
        (
            "PATVIRTINTA\nRaudupio krašto muziejaus direktoriaus\n2025 m. gruodžio 30 d. įsakymu Nr. V-(1.4)-58",
            "RAUDUPIO KRAŠTO MUZIEJAUS EDUKACIJŲ PLANAS 2026 METAMS",
        ),
        (
            ("Nr.", "Renginio pavadinimas", "Laikas", "Vieta", "Atsakingas"),
            ("1.", "Užgavėnių kaukių dirbtuvės", "Sausio 26 d. – vasario 16 d.", "Amatų kambarys", "Edukatorė J. Kaukaitė"),
            ("2.", "Muziejų naktis", "Gegužės 16 d. 18–23 val.", "Muziejus", "Visi darbuotojai"),
            ("3.", "Joninių vakaronė", "Birželio 23 d.", "Muziejaus kiemas", "Kultūros darbuotoja S. Papartė"),
            ("4.", "Vasaros stovykla „Senolių keliu“", "Birželio–liepos mėn.", "Muziejus", "J. Kaukaitė, S. Papartė"),
            ("5.", "Duonos edukacija", "Pagal užsakymą", "Klėtis", "J. Kaukaitė"),
            ("6.", "Adventinių vainikų pynimas", "Lapkričio 28 d.", "Amatų kambarys", "S. Papartė"),
        ),
    ),
    "dviejų lapų": Sheet(
        ("PAGALBOS MOKINIUI SPECIALISTŲ METODINĖS GRUPĖS VEIKLOS PLANAS", "2025-2026 m.m."),
        (
            ("Eil.Nr.", "Veikla", "Laikas", "Atsakingi asmenys"),
            ("1", "Grupės pasitarimai", "1 k. per mėn.", "Grupės pirmininkė L.Karklė"),
            ("2", "Mokinių sąrašų derinimas su PPT", "iki 2025-10-01", "G. Žolynaitė"),
            ("3", "Mokytojų konsultavimas", "nuolat", "Specialistai"),
            ("4", 'Paskaita „Dėmesio sutrikimai"', "2025 lapkritis", "Psichologė D. Ramunė"),
            ("5", "Kalbos šventė", "2026 m. vasario mėn", "Logopedė M. Uogė"),
            ("6", "Metų ataskaita", "2026 m. birželio mėn.", "L. Karklė"),
        ),
    ),
    "sporto": Sheet(
        (
            "SUDERINTA\nŽuvėdrų sporto centro direktoriaus\n2025 m. rugsėjo 8 d. raštu Nr. S-19",
            "PATVIRTINTA\nŽuvėdrų progimnazijos direktoriaus 2025 m. rugsėjo 10 d. įsakymu Nr. V-71",
            "ŽUVĖDRŲ PROGIMNAZIJOS SPORTO RENGINIŲ PLANAS 2025–2026 M. M.",
        ),
        (
            ("Data", "Varžybos", "Klasės", "Vieta", "Atsakingi"),
            ("Rugsėjo 23, 24 d.", "Lengvosios atletikos keturkovė", "5–8", "Stadionas", "P. Šuolys"),
            ("Spalio 6–10 d.", "Judėjimo savaitė", "1–8", "Mokykla", "P. Šuolys, klasių vadovai"),
            ("Lapkričio 12 d. 13.00 val.", "Kvadrato varžybos", "3–4", "Sporto salė", "E. Kamuolė"),
            ("Gruodžio 5 arba 12 d.", "Stalo teniso turnyras", "6–8", "Sporto salė", "P. Šuolys"),
            ("2026 m. sausio 21 d.", "Šaškių ir šachmatų varžybos", "1–8", "Skaitykla", "E. Kamuolė"),
            ("2026 m. kovo 18 d.", "Krepšinis 3x3", "7–8", "Sporto salė", "P. Šuolys"),
            ("2026 m. gegužės 9 d., šeštadienį", "Bėgimas „Žuvėdra“", "Visi", "Pajūrio parkas", "P. Šuolys, E. Kamuolė"),
        ),
    ),
    "antkorupcinis": Sheet(
        (
            "PATVIRTINTA\nVėtros menų mokyklos direktoriaus\n2026 m. vasario 3 d. įsakymu Nr. V-11",
            "KORUPCIJOS PREVENCIJOS PRIEMONIŲ PLANAS 2026–2028 M.",
        ),
        (
            ("Eil. Nr.", "Priemonė", "Įvykdymo terminas", "Vykdytojas", "Laukiamas rezultatas"),
            ("1.", "Paskirti atsakingą asmenį", "2026 m. I ketv.", "Direktorius", "Paskirtas asmuo"),
            ("2.", "Skelbti informaciją svetainėje", "Nuolat", "Raštinės administratorė", "Atnaujinta informacija"),
            ("3.", "Surengti mokymus darbuotojams", "Kasmet iki gruodžio 1 d.", "Pavaduotojas ugdymui", "Išklausys 40 darbuotojų"),
            ("4.", "Antikorupcijos dienos minėjimas", "2026–2028 m. gruodžio 9 d.", "Etikos mokytoja", "Diskusija 7–8 kl."),
            ("5.", "Ataskaita steigėjui", "Iki 2028-12-31", "Direktorius", "Pateikta ataskaita"),
        ),
    ),
    "šventė valandomis": Sheet(
        ("BENDRUOMENĖS DIENOS PROGRAMA, 2026 m. gegužės 15 d.",),
        (
            ("Laikas", "Veikla", "Vieta", "Atsakingi"),
            ("9.00–9.30", "Dalyvių registracija", "Fojė", "Savanoriai"),
            ("9.30–10.00", "Atidarymas", "Aktų salė", "Direktorė"),
            ("10.00–12.00", "Kūrybinės dirbtuvės", "Kabinetai 101–106", "Menų mokytojai"),
            ("12.00–13.00", "Bendri pietūs", "Valgykla", "Tėvų komitetas"),
            ("13.00 val.", "Koncertas", "Kiemas", "Muzikos mokytoja U. Giesmė"),
        ),
    ),
    "skyriai su mėnesiais": Sheet(
        (
            "PATVIRTINTA\nKūlių gimnazijos direktoriaus\n2025 m. rugsėjo 2 d. įsakymu Nr. V-80",
            "KŪLIŲ GIMNAZIJOS RENGINIŲ PLANAS 2025–2026 M. M.",
        ),
        (
            ("Data", "Renginys", "Dalyviai", "Organizatoriai"),
            ("RUGSĖJIS",),
            ("1 d.", "Mokslo ir žinių diena", "Visa mokykla", "Administracija, mokinių taryba"),
            ("12–13 d.", "Turistinis žygis", "9–10 kl.", "Geografijos mokytojas J. Kelias"),
            ("23 d.", "Baltų vienybės diena", "Visi", "Istorijos mokytojai"),
            ("SPALIS",),
            ("2 d.", "Viktorina „Sąvartynas ar rūšiavimas?“", "5–6 kl.", "Biologijos mokytoja S. Dobilė"),
            ("III savaitė", "Turizmo diena", "Visi", "J. Kelias"),
            ("LAPKRITIS",),
            ("Mėnesio pabaigoje", "Advento vakaras", "Bendruomenė", "Tikybos mokytoja B. Žvakė"),
            ("GRUODIS",),
            ("18 d. 17 val.", "Kalėdinis koncertas", "Bendruomenė", "Muzikos mokytojas G. Natas, šokių vadovė E. Suktinė"),
            ("22 d.", "Kalėdų eglutės", "1–4 kl.", "Pradinių klasių mokytojos"),
        ),
    ),
}  # fmt: skip
