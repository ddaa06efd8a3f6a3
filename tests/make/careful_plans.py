"""Forty plans of many kinds as schools write them, composed: fifteen are right, twenty-five have several faults each.

They were made to look for what the rules miss or report wrongly; ``test_careful_plans.py`` holds what is found in each.
"""

from collections.abc import Mapping

from school_plans import Sheet


def order(school: str, date: str, number: str, who: str = "direktoriaus") -> str:
    return f"PATVIRTINTA\n{school} {who}\n{date} įsakymu Nr. {number}"


H5 = ("Eil. Nr.", "Veiklos pavadinimas", "Data", "Vieta", "Atsakingi asmenys")
CLEAN: Mapping[str, Sheet] = {
    "darželio mėnuo": Sheet(
        (
            "TVIRTINU\nLopšelio-darželio „Varpelis“ direktorė\nJolanta Kregždienė\n2026-02-27",
            "LOPŠELIO-DARŽELIO „VARPELIS“ 2026 M. KOVO MĖNESIO VEIKLOS PLANAS",
        ),
        (
            ("Data", "Laikas", "Veikla", "Vieta", "Atsakingas"),
            ("2 d.", "10.00", "Pavasario pasitikimo šventė", "Lauko aikštelė", "Meninio ugdymo mokytoja A. Starkienė"),
            ("4 d.", "9.30", "Kaziuko mugė", "Vidinis kiemas", "Visų grupių mokytojos"),
            ("6 d.", "13.15", "Mokytojų tarybos posėdis", "Salė", "Direktorė"),
            (
                "10 d.",
                "10.00",
                "Lietuvos Nepriklausomybės atkūrimo dienos minėjimas",
                "Salė",
                "Priešmokyklinio ugdymo mokytojos",
            ),
            ("16–20 d.", "", "Savaitė be patyčių", "Grupės", "Socialinė pedagogė G. Pelėdienė"),
            ("20 d.", "10.30", "Žemės diena", "Kiemas", "„Kiškučių“ gr. mokytojos"),
            ("24 d.", "17.00", "Tėvų susirinkimas būsimiems pirmokams", "Salė", "V. Žvirblienė, J. Kregždienė"),
            ("27 d.", "10.00", "Tarptautinė teatro diena: spektaklis „Pirštinė“", "Salė", "„Drugelių“ gr. mokytojos"),
            ("31 d.", "13.15", "Metodinės grupės pasitarimas", "Metodinis kabinetas", "L. Gandrienė"),
        ),
    ),
    "biblioteka kalendoriniai": Sheet(
        (
            order("Vilkmergės gimnazijos", "2026 m. sausio 8 d.", "V-4"),
            "VILKMERGĖS GIMNAZIJOS BIBLIOTEKOS 2026 METŲ VEIKLOS PLANAS",
            "TIKSLAS – ugdyti skaitymo kultūrą.",
            "UŽDAVINIAI:",
            "1. Komplektuoti fondą.",
            "2. Organizuoti renginius.",
        ),
        (
            ("Eil. Nr.", "Priemonės pavadinimas", "Įvykdymo terminas", "Atsakingas", "Pastabos"),
            ("1. Fondo komplektavimas",),
            ("1.1.", "Naujų knygų užsakymas", "I, III ketv.", "D. Samanienė", ""),
            ("1.2.", "Vadovėlių poreikio sąrašo sudarymas", "Iki kovo 13 d.", "D. Samanienė, metodinės grupės", ""),
            ("1.3.", "Periodinių leidinių prenumerata", "Gruodžio mėn.", "D. Samanienė", ""),
            ("2. Renginiai",),
            ("2.1.", "Nacionalinis diktantas", "Vasario mėn.", "Lietuvių kalbos mokytojai", ""),
            ("2.2.", "Paroda „Tarp eilučių“", "Kovo 2–31 d.", "D. Samanienė", ""),
            ("2.3.", "Rašytojo dienos popietė", "Kovo 3 d.", "D. Samanienė, II b klasė", ""),
            ("2.4.", "Šiaurės šalių bibliotekų savaitė", "Lapkričio 9–15 d.", "D. Samanienė", ""),
            ("2.5.", "Konkursas „Skaitovas 2026“", "Sausio–vasario mėn.", "D. Samanienė, O. Viržytė", ""),
            ("3. Kita veikla",),
            ("3.1.", "Dalyvavimas rajono bibliotekininkų metodinėje dienoje", "Kartą per metus", "D. Samanienė", ""),
            ("3.2.", "Fondo inventorizacija", "Birželio–rugpjūčio mėn.", "Komisija", ""),
        ),
        ("Parengė bibliotekininkė Daiva Samanienė",),
    ),
    "mokyklos taryba": Sheet(
        (
            "PRITARTA\nŽemaitkiemio mokyklos tarybos\n2025 m. rugsėjo 16 d. posėdžio nutarimu (protokolas Nr. MT-3)",
            order("Žemaitkiemio mokyklos", "2025 m. rugsėjo 18 d.", "V-71", "direktorės"),
            "ŽEMAITKIEMIO MOKYKLOS TARYBOS VEIKLOS PLANAS 2025–2026 MOKSLO METAIS",
        ),
        (
            ("Eil.\nNr.", "Posėdžio tema", "Data", "Atsakingi"),
            (
                "1.",
                "1. Mokyklos tarybos veiklos plano aptarimas.\n2. Ugdymo plano derinimas.",
                "2025-09-16",
                "Tarybos pirmininkas A. Balandis",
            ),
            ("2.", "Dėl 1,2 proc. paramos lėšų panaudojimo", "2025-11-18", "A. Balandis, vyr. buhalterė"),
            (
                "3.",
                "2025 m. veiklos plano ataskaita ir 2026 m. veiklos plano projektas",
                "2026-01-20",
                "Direktorė V. Lašienė",
            ),
            ("4.", "Direktoriaus metų veiklos ataskaitos vertinimas", "2026-02-24", "A. Balandis"),
            (
                "5.",
                "Pasirengimas 2026–2027 m. m.: klasių komplektai, ugdymo plano projektas",
                "2026-05-19",
                "Direktorė V. Lašienė",
            ),
            ("6.", "Vasaros remonto darbai", "2026-08-27", "Tarybos nariai"),
        ),
        ("Mokyklos tarybos pirmininkas\t\tAlgis Balandis",),
    ),
    "sporto centras": Sheet(
        (
            "PATVIRTINTA\nNemunėlio sporto centro direktoriaus\n2025 m. gruodžio 30 d. įsakymu Nr. V-(1.3)-58",
            "NEMUNĖLIO SPORTO CENTRO 2026 M. SPORTO RENGINIŲ KALENDORINIS PLANAS",
        ),
        (
            ("Eil. Nr.", "Varžybų pavadinimas", "Data", "Vieta", "Dalyviai", "Vyr. teisėjas"),
            (
                "1.",
                "Sausio 13-osios bėgimas „Gyvybės ir mirties keliu“",
                "2026-01-10",
                "Miesto parkas",
                "Visi norintys",
                "R. Erelis",
            ),
            (
                "2.",
                "Rajono mokyklų tarpklasinės kvadrato varžybos",
                "2026-02-04 – 2026-02-06",
                "Sporto salė",
                "5–6 kl.",
                "S. Vanagas",
            ),
            ("3.", "Vasario 16-osios stalo teniso turnyras", "2026-02-16", "Sporto salė", "Suaugusieji", "T. Genys"),
            ("4.", "Kovo 11-osios krepšinio turnyras", "2026-03-07", "Sporto salė", "U-14", "S. Vanagas"),
            ("5.", "Pavasario krosas", "2026-04-25", "Ąžuolynas", "1–12 kl.", "R. Erelis"),
            ("6.", "Vaikų gynimo dienos estafetės", "2026-06-01", "Stadionas", "1–4 kl.", "R. Erelis"),
            ("7.", "Vasaros sporto stovykla", "2026-07-06 – 2026-07-10", "Ežero krantas", "Sportininkai", "T. Genys"),
            ("8.", "Rajono dviračių žygis", "2026-08-29", "Trasa Nemunėlis–Biržai", "Visi norintys", "S. Vanagas"),
            (
                "9.",
                "Futbolo 7x7 čempionatas",
                "2026 m. rugsėjo–spalio mėn. (šeštadieniais)",
                "Stadionas",
                "Komandos",
                "T. Genys",
            ),
            ("10.", "Kalėdinis bėgimas", "2026-12-19", "Miesto parkas", "Visi norintys", "R. Erelis"),
        ),
    ),
    "VGK kalendoriniai": Sheet(
        (
            order("Pagirių pagrindinės mokyklos", "2026 m. sausio 15 d.", "V-9"),
            "PAGIRIŲ PAGRINDINĖS MOKYKLOS VAIKO GEROVĖS KOMISIJOS 2026 M. VEIKLOS PLANAS",
        ),
        (
            ("Veiklos kryptis", "Priemonės", "Laikas", "Atsakingi", "Laukiamas rezultatas"),
            (
                "Organizacinė veikla",
                "VGK posėdžiai",
                "Ne rečiau kaip kartą per mėnesį",
                "VGK pirmininkė",
                "Aptartos problemos",
            ),
            (
                "",
                "Specialiųjų ugdymosi poreikių mokinių sąrašo tikslinimas",
                "Iki rugsėjo 10 d., pagal poreikį",
                "Spec. pedagogė Z. Usnienė",
                "Patikslintas sąrašas",
            ),
            (
                "Prevencinė veikla",
                "Programos „Antras žingsnis“ įgyvendinimas",
                "Visus metus",
                "1–4 klasių mokytojos",
                "Pagerės elgesys",
            ),
            (
                "",
                "Saugesnio interneto savaitė",
                "Vasario 9–13 d.",
                "IT mokytojas, soc. pedagogė M. Kmynienė",
                "Ugdomas saugumas",
            ),
            ("", "Sąmoningumo didinimo mėnuo BE PATYČIŲ", "Kovo 16–balandžio 17 d.", "VGK nariai", "Sumažės patyčių"),
            ("Darbas su tėvais", "Individualios konsultacijos", "Nuolat", "VGK nariai", "Suteikta pagalba"),
            (
                "",
                "Paskaita „Kaip padėti vaikui mokytis“",
                "Spalio–lapkričio mėn.",
                "Psichologė E. Dobilaitė",
                "Tėvai gaus žinių",
            ),
        ),
    ),
    "mokyklos metinis": Sheet(
        (
            "PATVIRTINTA\nŠilinės progimnazijos direktoriaus\n2025 m. rugpjūčio 29 d. įsakymu Nr. V1-104",
            "ŠILINĖS PROGIMNAZIJOS 2025–2026 MOKSLO METŲ UGDYMO PROCESO ORGANIZAVIMO IR RENGINIŲ PLANAS",
            "I SKYRIUS",
            "BENDROSIOS NUOSTATOS",
            "1. Planas parengtas vadovaujantis 2024–2026 m. strateginiu planu.",
            "II SKYRIUS",
            "VEIKLOS",
        ),
        (
            H5,
            ("RUGSĖJIS",),
            ("1.", "Mokslo ir žinių diena", "1 d.", "Kiemas", "Direktorė, S. Miškinis"),
            ("2.", "Klasių valandėlės „Saugus rugsėjis“", "1–12 d.", "Kabinetai", "1–8 klasių vadovai"),
            ("3.", "Europos kalbų diena", "26 d.", "Biblioteka", "Kalbų metodinė grupė"),
            ("SPALIS",),
            ("4.", "Mokytojo dienos minėjimas", "3 d.", "Aktų salė", "Mokinių taryba"),
            ("5.", "Pyragų diena", "22 d.", "Valgykla", "Mokinių taryba, I. Mėtaitė"),
            ("GRUODIS",),
            ("6.", "Adventinė popietė", "2 sav.", "Biblioteka", "Tikybos mokytoja"),
            ("7.", "Kalėdiniai spektakliai", "18–19 d. 17.00 val.", "Aktų salė", "1–4 kl. mokytojos"),
            ("SAUSIS",),
            (
                "8.",
                "Laisvės gynėjų diena „Atmintis gyva, nes liudija“",
                "13 d.",
                "Kabinetai",
                "Istorijos mokytoja R. Pelynienė",
            ),
            ("9.", "I pusmečio rezultatų aptarimas", "IV sav.", "Mokytojų kambarys", "Pavaduotoja ugdymui"),
            ("VASARIS",),
            ("10.", "Vasario 16-osios minėjimas", "13 d.", "Aktų salė", "R. Pelynienė"),
            ("11.", "Užgavėnės", "17 d.", "Kiemas", "Technologijų mokytojai"),
            ("BIRŽELIS",),
            ("12.", "Mokslo metų užbaigimo šventė", "12 d.", "Kiemas", "Administracija, 8 kl. vadovai"),
            ("13.", "Pažintinės ekskursijos", "1–12 d.", "", "Klasių vadovai"),
            ("Visus metus",),
            ("14.", "Dalyvavimas olimpiadose ir konkursuose", "Pagal grafiką", "", "Dalykų mokytojai"),
        ),
    ),
    "psichologas": Sheet(
        (
            order("Lieporių gimnazijos", "2025 m. rugsėjo 15 d.", "V-133", "direktorės"),
            "LIEPORIŲ GIMNAZIJOS PSICHOLOGO VEIKLOS PLANAS 2025–2026 M. M.",
            "Tikslas – stiprinti mokinių psichinę sveikatą.",
        ),
        (
            ("Nr.", "Veiklos sritis", "Veiklos turinys", "Laikas", "Pastabos"),
            (
                "1.",
                "Psichologinis konsultavimas",
                "Individualios mokinių, tėvų, mokytojų konsultacijos",
                "Nuolat, pagal poreikį",
                "",
            ),
            ("2.", "Įvertinimas", "I klasių mokinių adaptacijos tyrimas", "2025 m. spalis–lapkritis", ""),
            ("3.", "Švietimas", "Paskaitos mokiniams apie egzaminų stresą", "2026 m. balandis", "IV klasės"),
            ("4.", "Švietimas", "Tėvų forumas", "2026 m. kovo 19 d. 18 val.", ""),
            ("5.", "Prevencija", "Pasaulinė savižudybių prevencijos diena", "2025 m. rugsėjo 10 d.", ""),
            ("6.", "Kvalifikacija", "Supervizijos", "1 kartą per mėn.", "Išvyksta į PPT"),
        ),
    ),
    "mokinių prezidentūra": Sheet(
        (
            "PATVIRTINTA\nŽiburio gimnazijos direktoriaus 2025-10-02 įsakymu Nr. V-190",
            "ŽIBURIO GIMNAZIJOS MOKINIŲ PREZIDENTŪROS RENGINIŲ PLANAS",
            "2025–2026 m. m.",
        ),
        (
            ("Mėnuo", "Diena", "Renginys", "Atsakingi"),
            ("Spalis", "3", "Mokytojų diena. Savivaldos diena", "Prezidentūra, I. Gluosnytė"),
            ("", "24", "„Fuksų“ krikštynos", "III klasių mokiniai"),
            ("Lapkritis", "14", "Tolerancijos diena", "Socialinių reikalų komitetas"),
            ("Gruodis", "1", "Gimnazijos eglutės puošimas", "Kultūros komitetas"),
            ("", "19", "Kalėdinis vakaras", "Prezidentūra, klasių seniūnai"),
            ("Vasaris", "6", "Šimtadienis", "III klasės"),
            ("", "13", "Šv. Valentino diena", "Kultūros komitetas"),
            ("Balandis", "1", "Juokų diena", "Prezidentūra"),
            ("Gegužė", "29", "Paskutinis skambutis", "III klasės, mokyt. I. Gluosnytė"),
        ),
    ),
    "korupcijos prevencija": Sheet(
        (
            order("Viešosios įstaigos „Saulėtekio“ mokyklos", "2025 m. gruodžio 19 d.", "V-150"),
            "VIEŠOSIOS ĮSTAIGOS „SAULĖTEKIO“ MOKYKLOS 2026–2028 METŲ KORUPCIJOS PREVENCIJOS PRIEMONIŲ PLANAS",
        ),
        (
            ("Eil. Nr.", "Priemonė", "Vykdytojas", "Įvykdymo laikas", "Laukiamo rezultato vertinimo kriterijai"),
            (
                "1.",
                "Skelbti mokyklos interneto svetainėje informaciją apie viešuosius pirkimus",
                "Viešųjų pirkimų specialistė",
                "Nuolat",
                "Paskelbtos informacijos dalis, proc.",
            ),
            (
                "2.",
                "Organizuoti antikorupcinio švietimo pamokas",
                "Etikos ir istorijos mokytojai",
                "Kasmet iki gruodžio 9 d.",
                "Mokinių skaičius",
            ),
            (
                "3.",
                "Teikti pasiūlymus dėl korupcijos pasireiškimo tikimybės",
                "Direktoriaus pavaduotojas",
                "Kiekvienų metų III ketvirtis",
                "Pasiūlymų skaičius",
            ),
            ("4.", "Privačių interesų deklaravimas", "Darbuotojai", "Iki 2026-03-31", "Deklaravusių dalis"),
            ("5.", "Įvertinti plano įgyvendinimą", "Direktorius", "2028 m. gruodis", "Ataskaita"),
        ),
    ),
    "karjeros ugdymas": Sheet(
        (
            order("Aukštupio gimnazijos", "2025 m. rugsėjo 22 d.", "V-155"),
            "AUKŠTUPIO GIMNAZIJOS UGDYMO KARJERAI PLANAS 2025–2026 M. M.",
        ),
        (
            ("Veikla", "Klasės", "Data", "Vieta / forma", "Atsakingas"),
            (
                "Individualus konsultavimas",
                "I–IV",
                "Kiekvieną trečiadienį 14–16 val.",
                "204 kab.",
                "Karjeros specialistė J. Linaitė",
            ),
            (
                "Išvyka į studijų mugę",
                "III–IV",
                "2025 m. lapkričio 28–29 d.",
                "„Litexpo“",
                "J. Linaitė, klasių vadovai",
            ),
            ("Susitikimas su policijos atstovais", "II", "2026 m. sausio 21 d. 11.00 val.", "Aktų salė", "J. Linaitė"),
            ("Veiklinimo vizitai į įmones", "I–II", "Kovo–gegužės mėn.", "Įmonės", "Klasių vadovai"),
            ("Testas „Pažink save“", "I", "2025 m. spalio mėn.", "Nuotoliu", "J. Linaitė, psichologė"),
            ("Tėvų informavimas apie LAMA BPO", "IV", "2026 m. balandžio 15 d. 18.00–19.30 val.", "Zoom", "J. Linaitė"),
        ),
    ),
    "kvalifikacijos planas": Sheet(
        (
            "SUDERINTA\nRaseinėlių mokyklos metodinės tarybos\n2025-09-09 protokolu Nr. 2",
            order("Raseinėlių mokyklos", "2025 m. rugsėjo 12 d.", "V-66"),
            "RASEINĖLIŲ MOKYKLOS PEDAGOGŲ KVALIFIKACIJOS TOBULINIMO PLANAS 2025–2026 M. M.",
        ),
        (
            ("Eil. Nr.", "Renginio tema", "Lektorius", "Laikas", "Dalyviai", "Lėšos", "Atsakingas"),
            (
                "1.",
                "„DI įrankiai pamokoje“ (8 ak. val.)",
                "M. Kiaunė",
                "2025-11-05",
                "20 mokytojų",
                "600 Eur, MK",
                "Pavaduotoja J. Stirna",
            ),
            (
                "2.",
                "„Įtraukiojo ugdymo iššūkiai“ (40 ak. val.)",
                "ŠAC",
                "2025 m. lapkričio mėn. – 2026 m. kovo mėn.",
                "Visi pedagogai",
                "Nemokamai",
                "J. Stirna",
            ),
            (
                "3.",
                "Pirmosios pagalbos kursai",
                "VšĮ „Pagalba“",
                "2026 m. birželio 15–16 d.",
                "12 asm.",
                "480 Eur",
                "Sveikatos priežiūros specialistė",
            ),
            ("4.", "Stažuotė Kauno r. mokyklose", "–", "2026 m. II ketv.", "Administracija", "200 Eur", "Direktorė"),
            (
                "5.",
                "Atestacijos dokumentų rengimas",
                "–",
                "iki 2026-05-01",
                "Atestuojami mokytojai",
                "",
                "Atestacijos komisija",
            ),
        ),
    ),
    "vienos dienos": Sheet(
        (
            order("Medeinos mokyklos", "2026 m. gegužės 18 d.", "V-61"),
            "MEDEINOS MOKYKLOS SPORTO IR SVEIKATOS DIENOS, VYKSIANČIOS 2026 M. GEGUŽĖS 22 D., PROGRAMA",
        ),
        (
            ("Laikas", "Veikla", "Vieta", "Atsakingi"),
            ("8.00–8.30", "Rytinė mankšta", "Kiemas", "Kūno kultūros mokytojai"),
            ("8.45–9.30", "Pamoka „Sveika mityba“", "Klasės", "Klasių vadovai"),
            ("9.45–11.15", "Orientacinės varžybos", "Parkas", "T. Rugelis"),
            ("11.15–12.00", "Pietų pertrauka", "Valgykla", "Valgyklos vedėja"),
            ("12.15–13.45", "Draugiškos tinklinio rungtynės", "Sporto salė", "T. Rugelis, mokinių taryba"),
            ("14.00", "Apdovanojimai", "Kiemas", "Direktorė"),
        ),
    ),
    "gimnazijos mėnuo": Sheet(
        (
            "PATVIRTINTA\nDirektoriaus 2025 m. spalio 30 d. įsakymu Nr. V-201",
            "ŠVENTOSIOS GIMNAZIJOS VEIKLOS PLANAS 2025 M. LAPKRIČIO MĖN.",
        ),
        (
            ("Diena", "Laikas", "Renginys", "Vieta", "Organizatoriai"),
            ("10 (I)", "14.50", "Direkcijos pasitarimas", "Direktoriaus kab.", "Direktorius"),
            ("11 (II)", "9.00", "Lietuvių kalbos olimpiados mokyklinis etapas", "307 kab.", "L. Vilkienė"),
            ("12 (III)", "15.00", "Mokytojų tarybos posėdis", "Aktų salė", "Direktorius"),
            ("13 (IV)", "10.00", "Susitikimas su kraštotyrininku", "Muziejus", "P. Lokys, II a kl."),
            ("14 (V)", "12.00", "Tolerancijos diena", "Fojė", "Soc. pedagogė S. Kiškė"),
            ("19 (III)", "18.00", "Visuotinis tėvų susirinkimas", "Aktų salė", "Klasių vadovai"),
            ("21 (V)", "17.00", "Rudens balius", "Valgykla", "Mokinių taryba"),
            ("Visą mėnesį", "", "Fotografijų paroda „Ruduo mano mieste“", "II a. fojė", "R. Bebraitė"),
        ),
    ),
    "strateginio priemonės": Sheet(
        (
            order("Pajūrio mokyklos", "2026 m. sausio 30 d.", "V-22"),
            "PAJŪRIO MOKYKLOS 2026 METŲ VEIKLOS PLANAS",
            "1 tikslas. Gerinti ugdymo kokybę.",
        ),
        (
            ("Uždavinys", "Priemonė", "Laukiamas rezultatas", "Lėšos", "Terminas", "Atsakingi"),
            (
                "1.1. Tobulinti pamokos vadybą",
                "Kolegialus mokymasis",
                "Kiekvienas mokytojas stebės 3 pamokas",
                "–",
                "2026 m. I–IV ketv.",
                "Metodinė taryba",
            ),
            ("", "Pamokų stebėsena", "Stebėta 40 pamokų", "–", "Visus metus", "Administracija"),
            (
                "1.2. Diegti formuojamąjį vertinimą",
                "Mokymai",
                "30 mokytojų",
                "900 Eur",
                "2026-03-30–31",
                "Direktoriaus pavaduotoja A. Žuvėdra",
            ),
            ("", "Gerosios patirties sklaida", "2 renginiai", "–", "Gegužė, lapkritis", "Metodinės grupės"),
            (
                "1.3. Gerinti pasiekimus",
                "NMPP rezultatų analizė",
                "Parengtas priemonių planas",
                "–",
                "Iki birželio 30 d.",
                "4, 8 klasių mokytojai",
            ),
        ),
    ),
    "muzikos mokykla koncertai": Sheet(
        (
            order(
                "Kuršėnėlių meno mokyklos",
                "2025 m. rugsėjo 26 d.",
                "V-49",
                "direktoriaus pavaduotojos, pavaduojančios direktorių,",
            ),
            "KURŠĖNĖLIŲ MENO MOKYKLOS KONCERTŲ IR PARODŲ PLANAS 2025–2026 M. M.",
        ),
        (
            ("Eil. Nr.", "Renginys", "Data ir laikas", "Vieta", "Atsakingi mokytojai"),
            (
                "1.",
                "Tarptautinės muzikos dienos koncertas",
                "2025-10-01, 17.30",
                "Koncertų salė",
                "Fortepijono skyrius",
            ),
            ("2.", "Styginių skyriaus vakaras", "2025-11-20, 18.00", "Koncertų salė", "V. Smuikienė, R. Stryka"),
            ("3.", "Parodos „Spalvų žaismas“ atidarymas", "2025-12-03, 17.00", "Galerija", "Dailės skyrius"),
            ("4.", "Kalėdinis koncertas", "2025-12-20, 16.00", "Šv. Kryžiaus bažnyčia", "Choro vadovė L. Balsė"),
            ("5.", "Baigiamieji egzaminai", "2026 m. gegužės 18–29 d.", "Koncertų salė", "Skyrių vedėjai"),
            ("6.", "Baigimo pažymėjimų įteikimo šventė", "2026-06-05, 17.00", "Koncertų salė", "Administracija"),
        ),
    ),
}

DAMAGED: Mapping[str, Sheet] = {
    "vgk praėjusių metų": Sheet(
        (
            order("Gražiškių gimnazijos", "2024 m. rugsėjo 6 d.", "V-88"),
            "GRAŽIŠKIŲ GIMNAZIJOS VAIKO GEROVĖS KOMISIJOS VEIKLOS PLANAS 2025-2026 M.M.",
        ),
        (
            H5,
            (
                "1.",
                "VGK posėdis dėl specialiųjų ugdymosi poreikių",
                "2025 m. rugsėjo 10 d.",
                "105 kab.",
                "L. Ramonaitė",
            ),
            ("2.", "Tolerancijos diena", "2025 m. lapkričio 26 d.", "Aktų salė", "L. Ramonaite"),
            ("4.", "Savaitė be patyčių", "2025 m. kovo 16–20 d.", "Mokykla", "Klasių vadovai L. Ramonaitė"),
            ("5.", "Individualūs pokalbiai", "2026 m. balandžio 31 d.", "105 kab.", ""),
            ("6.", "Veiklos ataskaita", "2026 m. birželio 12 d.", "105 kab.", "L.Ramonaitė"),
        ),
    ),
    "mėnesio planas su savaitės dienomis": Sheet(
        (
            "TVIRTINU\nDirektorius\nKęstutis Briedis\n2025-10-30",
            "BALTUPIŲ PROGIMNAZIJOS 2025 M. LAPKRIČIO MĖNESIO VEIKLOS PLANAS",
        ),
        (
            ("Data", "Val.", "Veikla", "Vieta", "Atsakingi"),
            ("Lapkričio 3 d. (pirmadienis)", "14.30", "Direkcijos pasitarimas", "Direktoriaus kab.", "Direktorius"),
            ("Lapkričio 11 d. (trečiadienis)", "10.00", "Matematikos olimpiada", "210 kab.", "D. Kiškis"),
            ("Lapkričio 14 d. (penktadienis)", "25.00", "Tolerancijos diena", "Fojė", "Soc. pedagogė"),
            ("Lapkričio 18 d. (antradienis)", "15.00", "Mokytojų tarybos posėdis", "Aktų salė", "Direktorius"),
            ("Lapkričio 18 d. (antradienis)", "15.00", "Choro koncertas senjorams", "Aktų salė", "E. Kurapka"),
            ("Gruodžio 4 d. (ketvirtadienis)", "12.00", "Advento vakaras", "Aktų salė", "Tikybos mokytoja"),
        ),
    ),
    "biblioteka be raidžių": Sheet(
        (
            order("Ukmergėlės gimnazijos", "2025 m. rugsėjo 15 d.", ""),
            "UKMERGĖLĖS GIMNAZIJOS BIBLIOTEKOS VEIKLOS PLANAS 2025–2026 M. M.",
        ),
        (
            ("Eil. Nr.", "Renginys", "Data", "Vieta", "Atsakingas"),
            ("1", 'Paroda "Knygos - mano draugai"', "2025.10.06", "Skaitykla", "Bibliotekininkė Z. Pempienė"),
            ("2", "Bibliotekininkų diena", "2025-09-16", "Skaitykla", "Z. Pempienė"),
            ("3", "Susitikimas su rasytoja", "2025-11-12", "Skaitykla", "Pempienė Z."),
            ("4", "Rašytojo diena : rašytojų knygų paroda", "2026-03-03", "skaitykla ,fojė", "Zita Pempienė"),
            ("5", "Knygų mugė", "2026-02-30", "Skaitykla", "Z. Pempienė,"),
        ),
    ),
    "darželio kalendorinė": Sheet(
        (
            order("Lopšelio-darželio „Ąžuoliukas“", "2026 m. sausio 5 d.", "V-2", "direktorės"),
            "LOPŠELIO-DARŽELIO „ĄŽUOLIUKAS“ 2026 M. RENGINIŲ PLANAS",
        ),
        (
            ("Eil. Nr.", "Renginio pavadinimas", "Data", "Dalyviai", "Atsakingi"),
            ("1.", "Trys Karaliai", "2026-01-06", "Visos grupės", "R. Paukštė"),
            ("2.", "Užgavėnės", "2026-03-04", "Visos grupės", "R. Paukštė"),
            ("3.", "Kaziuko mugė", "2026-03-06", "Visos grupės", "R. Paukšte"),
            ("4.", "Motinos dienos koncertas", "2026-05-10", "„Ežiukų“ gr.", "R. Paukštė"),
            ("5.", "Tėvo diena", "2026-06-05", "„Ežiukų“ gr.", "R. Paukštė"),
            ("6.", "Rugsėjo 1-osios šventė", "2025-09-01", "Visos grupės", "R. Paukštė"),
            ("7.", "Kalėdos", "2026-12-24", "Visos grupės", "R. Paukštė"),
        ),
    ),
    "tarybos žymos": Sheet(
        (
            "PRITARTA\nKrekenavėlės gimnazijos taryba\n2025 m. rugsėjo 19 d. protokolas Nr. 3",
            "PATVIRTINTAS\nKrekenavėlės gimnazijos direktorius\n2025 m. rugsėjo 13 d. įsakymu Nr. V-80",
            "KREKENAVĖLĖS GIMNAZIJOS TARYBOS VEIKLOS PLANAS 2025–2026 M. M.",
        ),
        (
            ("Eil. Nr.", "Klausimai", "Laikas", "Atsakingi"),
            ("1.", "Veiklos plano tvirtinimas", "2025 m. rugsėjis", "Pirmininkas S. Ūdra"),
            ("2.", "Biudžeto svarstymas", "2025 gruodžio mėn.", "S. Ūdra"),
            ("3.", "Mokinių pasiekimų aptarimas", "2026 m. sausį", "S.Ūdra"),
            ("4.", "Ugdymo plano projektas", "iki 2025 m. gegužės 30 d.", "S. Ūdra, direktorė"),  # T106 slipped
        ),
    ),
    "sporto klaidos": Sheet(
        (
            "PATVIRTINTA\nVarniukų mokyklos direktoriaus\n2025 m. rugsėjo 31 d. įsakymu Nr. V-70",
            "VARNIUKŲ MOKYKLOS SPORTO RENGINIŲ PLANAS 2025–2026 M. M.",
        ),
        (
            H5,
            (
                "1.",
                "Rudens krosas 5-tų klasių mokiniams",
                "2025 m. rugsėjo 26 d. 1000 val.",
                "Stadionas",
                "A. Šermukšnis",
            ),
            ("2.", "Tarpklasinės kvadrato varžybos", "spalio mėn. 15 d.", "Sporto salė", "A. Šermukšnis"),
            ("3.", "Stalo teniso turnyras", "2025 m. lapkričio 20–18 d.", "Sporto sale", "A. Šermukšnis"),
            ("4.", "Krepšinio turnyras", "2025 m. gruodžio 12 d. 14.00-15.30", "Sporto salė", "A. Šermuksnis"),
            ("5.", "Vasario 16-osios bėgimas", "2026 m. vasario 26 d.", "Parkas", "A. Šermukšnis"),
            ("5.", "Sporto diena", "2026 m. gegužės 22 d.", "Stadionas", "A. Šermukšnis"),
        ),
    ),
    "metinis su mėnesiais": Sheet(
        (
            order("Dotnuvėlės pagrindinės mokyklos", "2025 m. rugsėjo 1 d.", "V-41"),
            "DOTNUVĖLĖS PROGIMNAZIJOS RENGINIŲ PLANAS 2025–2026 M. M.",
        ),
        (
            ("Eil. Nr.", "Renginys", "Data", "Atsakingi"),
            ("Rugsėjis",),
            ("1.", "Mokslo ir žinių diena", "rugsėjo 1 d.", "Administracija"),
            ("2.", "Mokytojų diena", "spalio 3 d.", "Mokinių taryba"),
            ("Spalis",),
            ("3.", "Pyragų diena", "lapkričio 7 d.", "5 kl. vadovė"),
            ("Lapkritis",),
            ("Gruodis",),
            ("4.", "Kalėdų šventė", "gruodžio 19 d.", "Administracija"),
            ("5.", "", "gruodžio 22 d.", "Mokinių taryba"),
            ("Vasaris",),
            ("6.", "Šv. Valentino diena", "vasario 13 d.", "Mokinių taryba"),
            ("6.", "Šv. Valentino diena", "vasario 13 d.", "Mokinių taryba"),
        ),
    ),
    "klasės vadovo asmens duomenys": Sheet(
        (
            order("Salako gimnazijos", "2025 m. rugsėjo 10 d.", "V-77"),
            "8B KLASĖS VADOVO VEIKLOS PLANAS 2025–2026 M. M.",
        ),
        (
            ("Eil. Nr.", "Veikla", "Laikas", "Atsakingas", "Pastabos"),
            ("1.", "Tėvų susirinkimas", "rugsėjo 24 d. 18 val.", "V. Dagilis", "tel. +370 612 34567"),
            ("2.", "Pokalbis su mokinio A. Z. tėvais", "spalio mėn", "V. Dagilis", "a. k. 50901010006"),
            ("3.", "Ekskursija į Kauną", "gegužes 15 d.", "V. Dagilis", "v.dagilis@gmail.com"),
            ("4.", "Klases valandėlės", "kiekvieną savaitę", "V. Dagilis, V. Dagilis", ""),
        ),
    ),
    "praėjusių metų antraštė": Sheet(
        (
            order("Kuktiškių mokyklos", "2025 m. rugsėjo 4 d.", "V-60"),
            "KUKTIŠKIŲ MOKYKLOS METODINĖS TARYBOS VEIKLOS PLANAS 2024–2025 M. M.",
        ),
        (
            ("Eil. Nr.", "Veikla", "Data", "Atsakingi"),
            ("1.", "Veiklos plano aptarimas", "2025 m. rugsėjo 8 d.", "I. Vyšnia"),
            ("2.", "Atvirų pamokų savaitė", "2025 m. lapkričio 17–21 d.", "I. Vyšnia"),
            ("3.", "Pusmečio rezultatų aptarimas", "2026 m. vasario 3 d.", "I. Vyšnia"),
            ("4.", "Metų ataskaita", "2026 m. birželio 15 d.", "I. Vyšnia"),
        ),
    ),
    "be pavadinimo su tuščia žyma": Sheet(
        ("PATVIRTINTA\nŠventupės mokyklos direktoriaus\n2025 m. ____________ d.\nįsakymu Nr. ______",),
        (
            ("Eil. Nr.", "Veikla", "Data", "Atsakingi"),
            ("1.", "Mokslo metų pradžios šventė", "2025-09-01", "Administracija"),
            ("2.", "Mokytojo diena", "2025 m. spalio 3 d.", "Mokinių taryba"),
            ("3.", "Rudens šventė", "2025-10-25", "Mokinių taryba"),
            ("4.", "Šimtadienis", "2026-02-20", "III klasės vadovė"),
            ("5.", "Egzaminų aptarimas", "po egzaminų", "Pavaduotoja ugdymui"),
        ),
    ),
    "rugpjūtis pirmas": Sheet(
        (
            order("Deltuvos gimnazijos", "2025 m. rugsėjo 2 d.", "V-95"),
            "DELTUVOS GIMNAZIJOS METODINĖS TARYBOS VEIKLOS PLANAS 2025–2026 M. M.",
        ),
        (
            ("Eil. Nr.", "Veiklos turinys", "Data", "Atsakingi"),
            ("1.", "Metodinės tarybos posėdis", "rugpjūčio 29 d.", "J. Lakštingalė"),
            ("2.", "Ilgalaikių planų derinimas", "rugsėjo 12 d.", "J. Lakštingalė"),
            ("3.", "Metodinė diena", "lapkričio 20 d.", "J. Lakštingalė, metodinių grupių pirmininkai"),
            ("4.", "Olimpiadų grafikas", "spalio 6 d.", "J. Lakštingalė"),
            ("5.", "Bandomieji egzaminai", "kovo 10 d.", "P. Lakštingalė"),
            ("6.", "Egzaminų rezultatai", "birželio 26 d.", "J. Lakštingalė"),
        ),
    ),
    "pakeista redakcija": Sheet(
        (
            "PATVIRTINTA\nNaujasodės mokyklos direktoriaus\n2025 m. rugsėjo 5 d. įsakymu Nr. V-61\n(Naujasodės mokyklos direktoriaus 2025 m. sausio 9 d.\nįsakymo Nr. V-3 redakcija)",
            "NAUJASODĖS MOKYKLOS SOCIALINIO PEDAGOGO VEIKLOS PLANAS 2025–2026 M. M.",
        ),
        (
            ("Nr.", "Veikla", "Laikas", "Atsakingas"),
            ("1", "Socialinių paso duomenų rinkimas", "1 k/m", "Soc. pedagogė L. Varnė"),
            ("2", "Darbas su rizikos grupe", "Nuolat", "L. Varnė"),
            ("3", "Prevencinė savaitė", "2025 m. spalio mėn. 13–17 d.", "L. Varnė"),
            ("4", "Pasaulinė AIDS diena", "2025 m. gruodžio 11 d.", "L. Varnė  D. Zylė"),
        ),
    ),
    "strateginis klaidos": Sheet(
        (
            "PATVIRTINTA\nPašušvio mokyklos direktoriaus\n2026-01-08 įsakymu Nr. V-5)",
            "PAŠUŠVIO MOKYKLOS 2026–2028 METŲ STRATEGINIS PLANAS",
        ),
        (
            ("Uždaviniai", "Priemonės", "Terminai", "Atsakingi", "Lėšos"),
            ("1. Gerinti sąlygas", "Klasių remontas", "2026–2029 m.", "Direktorius", "5000 Eur"),
            ("", "Kompiuterių pirkimas", "2025 m.", "Direktorius", "3000 Eur"),
            ("2. Stiprinti bendruomenę", "Bendruomenės šventė", "Kasmet gegužės mėn.", "", ""),
            ("", "Mokymai tėvams", "2027 m. 13 mėn.", "Psichologė", ""),
        ),
    ),
    "rašybos lentelė": Sheet(
        (
            order("Papilio mokyklos", "2025 m. rugsėjo 8 d.", "V-72"),
            "PAPILIO MOKYKLOS ETIKOS METODINĖS GRUPĖS VEIKLOS PLANAS 2025–2026 M. M.",
        ),
        (
            ("Eil. Nr.", "Veikla", "Data", "Vieta", "Atsakingas"),
            ("1.", ",,Sveikas, rugsėji“", "2025 rugsėjo 5 d.", "Kiemas", "G. Žolynė"),
            ("2.", "Integruota pamoka  8 kl.", "2025 m. spalio 09 d.", "8 kab.", "G. Žolynė , N. Pievė"),
            ("3.", "„Atjautos diena", "2025-11-13 d.", "Aktų salė", "G. Žolynė"),
            ("4.", "Konferencija „Vertybės šiandien“", "2026 m. kovo 19d.", "Aktų salė", "G. Žolynė;"),
            ("5.", "Plano apžvalga", "2026 m. birželio mėn.", "8 kab.", "N Pievė"),
        ),
    ),
    "žmonės": Sheet(
        (
            "PATVIRTINTA\nAntašavos mokyklos direktorės Vidos Lapinienės\n2025 m. rugsėjo 4 d. įsakymu Nr. V-58",
            "ANTAŠAVOS MOKYKLOS RENGINIŲ PLANAS 2025–2026 M. M.",
        ),
        (
            ("Eil. Nr.", "Renginys", "Data", "Atsakingi"),
            ("1.", "Rugsėjo 1-oji", "2025-09-01", "Direktorė Vida Lapienė"),
            ("2.", "Rudens mugė", "2025-09-30", "Rasa, Strazdienė"),
            ("3.", "Kalėdinė mugė", "2025-12-12", "R. Strazdienė S. Antinas"),
            ("4.", "Vasario 16-oji", "2026-02-13", "R. Strazdienė, S. Antinas"),
            ("5.", "Kovo 11-oji", "2026-03-10", "P. Strazdienė, S. Antinas"),
            ("6.", "Paskutinis skambutis", "2026-05-29", "R. Strazdienė ir kt."),
            ("7.", "Pasaulinė Žemės diena", "2026-03-20", "–"),
        ),
    ),
    "terminai prieš tvirtinimą": Sheet(
        (
            order("Miškinių gimnazijos", "2025 m. lapkričio 28 d.", "V-211"),
            "MIŠKINIŲ GIMNAZIJOS PAGALBOS MOKINIUI SPECIALISTŲ VEIKLOS PLANAS 2025–2026 M. M.",
        ),
        (
            ("Eil. Nr.", "Priemonė", "Įvykdymo terminas", "Atsakingi"),
            ("1.", "Mokinių poreikių vertinimas", "Iki 2025 m. spalio 3 d.", "Spec. pedagogė"),
            ("2.", "Individualūs ugdymo planai", "Iki 2025 m. lapkričio 3 d.", "Spec. pedagogė, mokytojai"),
            ("3.", "Stebėsena", "Kas pusmetį", "Logopedė ir psichologė"),
            ("4.", "Ataskaita", "2026-06-31", "Logopedė"),
        ),
    ),
    "perkeltos eilutės": Sheet(
        (
            order("Kamajų gimnazijos", "2025 m. rugsėjo 9 d.", "V-101"),
            "KAMAJŲ GIMNAZIJOS EKOLOGINIO BŪRELIO VEIKLOS PLANAS 2025–2026 M. M.",
        ),
        (
            ("Eil. Nr.", "Veiklos pavadinimas", "Data", "Vieta", "Atsakingi asmenys"),
            ("1.", "Antrinių žaliavų rinkimas bendradarbiaujant su", "2025 m. spalio mėn.", "Mokykla", "O. Samanė"),
            ("", "rajono atliekų tvarkymo centru", "", "", ""),
            ("2.", "", "", "", ""),
            ("3.", "Paukščių lesyklos", "2025 m. gruodžio mėn.", "Kiemas", "O. Samanė"),
            ("4.", "Žemės diena", "2026 m. kovo 20 d.", "Kiemas", "O. Samanė"),
            ("5.", "1. Darom 2024. 2. Miško sodinimas", "2026 m. balandžio mėn.", "Miškas", "O. Samanė"),
        ),
    ),
    "ne tie metai": Sheet(
        (
            order("Obelių gimnazijos", "2025 m. rugsėjo 12 d.", "V-118"),
            "OBELIŲ GIMNAZIJOS MUZIEJAUS VEIKLOS PLANAS 2025–2026 M. M.",
        ),
        (
            ("Nr.", "Veikla", "Data", "Atsakingas"),
            ("1.", "Muziejų naktis", "2026 m. gegužės 16 d.", "T. Ąžuolas"),
            ("2.", "Fondų inventorizacija", "2026 m. liepos 6 d.", "T. Ąžuolas"),
            ("3.", "Ekskursijos „Obeliai–2024“", "Visus metus", "T. Ąžuolas"),
            ("4.", "Sausio 13-osios paroda", "2026 m. vasario 13 d.", "T. Ąžuolas"),
            ("5.", "Konstitucijos diena", "2025 m. spalio 15 d.", "T. Ąžuolas"),
            ("6.", "Lietuvos kariuomenės diena", "2025 m. gruodžio 23 d.", "T. Ąžuolas"),
        ),
    ),
    "be laikotarpio": Sheet(
        ("MOKYTOJŲ TARYBOS POSĖDŽIŲ PLANAS",),
        (
            ("Eil. Nr.", "Tema", "Laikas", "Atsakingi"),
            ("1.", "Ugdymo plano aptarimas", "rugsėjo mėn.", "Direktorė"),
            ("2.", "I pusmečio rezultatai", "sausio mėn", "Pavaduotoja"),
            ("3.", "Metų rezultatai", "birželio mėn.", "Pavaduotoja"),
            ("4.", "Naujų metų planavimas", "II pusmetis", "Direktorė"),
        ),
    ),
    "valandos": Sheet(
        (
            order("Vepriškių mokyklos", "2026 m. gegužės 4 d.", "V-33"),
            "VEPRIŠKIŲ MOKYKLOS ŠEIMOS DIENOS 2026 M. GEGUŽĖS 15 D. PROGRAMA",
        ),
        (
            ("Laikas", "Renginys", "Vieta", "Atsakingas"),
            ("9:00-9:30", "Svečių sutikimas", "Fojė", "Administracija"),
            ("9.30–10.75", "Koncertas", "Salė", "Muzikos mokytoja"),
            ("11.00–10.30", "Estafetės", "Stadionas", "K. Erškėtis"),
            ("1230 val.", "Pietūs", "Valgykla", "K. Erškėtis"),
            ("13 val", "Uždarymas", "Salė", "Direktorė"),
        ),
    ),
    "svetimos raidės": Sheet(
        (
            order("Žagarėlės mokyklos", "2025 m. rugsėjo 3 d.", "V-52"),
            "ŽAGARĖLĖS MOKYKLOS PRADINIŲ KLASIŲ METODINĖS GRUPĖS VEIKLOS PLANAS 2025–2026 M. M.",
        ),
        (
            ("Nr.", "Veikla", "Data", "Atsakingas"),
            ("1.", "Knygų mugė «Skaitau»", "2025-10-08", "А. Uosis"),
            ("2.", "Matematikos kengūra", "2026-03-19", "A. Uosis; B. Liepa"),
            ("3.", "Rašto diena", "2026-05-07", "A. Uosis/B. Liepa"),
            ("4.", "Sveikatos valandėle", "2026-05-13", "B. Liepa"),
            ("5.", "Sveikatos valandėlė", "2026-05-20", "B. Liepa"),
        ),
    ),
    "mišrios datos": Sheet(
        (
            order("Rokų gimnazijos", "2025 m. rugpjūčio 30 d.", "V-84"),
            "ROKŲ GIMNAZIJOS OLIMPIADŲ IR KONKURSŲ GRAFIKAS 2025–2026 M. M.",
        ),
        (
            ("Olimpiada", "Mokyklos etapas", "Rajono etapas", "Atsakingas"),
            ("Lietuvių kalbos", "2025-11-25", "2026-01-15", "V. Mėta"),
            ("Matematikos", "2025 m. gruodžio 2 d.", "2026 m. sausio 22 d.", "D. Čiobrelis"),
            ("Biologijos", "2025-12-09", "2025-01-27", "A. Ramunė"),
            ("Chemijos", "2025-12-16", "2025-12-10", "A. Ramunė"),
            ("Fizikos", "2025-12-32", "2026-02-05", "D. Čiobrelis"),
        ),
    ),
    "kabinetai": Sheet(
        (
            order("Vievininkų gimnazijos", "2025 m. rugsėjo 17 d.", "V-122"),
            "VIEVININKŲ GIMNAZIJOS TĖVŲ ŠVIETIMO PLANAS 2025–2026 M. M.",
        ),
        (
            H5,
            ("1.", "Paskaita „Paauglys namuose“", "2025-10-15 18.00 val.", "Aktų salė", "Psichologė R. Vijoklė"),
            ("2.", "I klasių tėvų susirinkimas", "2025-10-15, 18 val.", "Aktų salė", "Klasių vadovai"),
            ("3.", "Konsultacijos", "2026-01-14, 17.00–19.00 val.", "Kabinetai", "R. Vijoklė"),
            ("4.", "Diskusija su policija", "2026-01-14, 17.00 val.", "Aktų salė", "R. Vijoklė, soc. pedagogė"),
            ("5.", "Tėvų forumas", "2026 m. balandžio 5 d.", "Aktų salė", "Administracija"),
        ),
    ),
    "nieko atsakingo": Sheet(
        (
            order("Zapyškėlės mokyklos", "2025 m. rugsėjo 11 d.", "V-65"),
            "ZAPYŠKĖLĖS MOKYKLOS VEIKLOS PLANAS 2025–2026 M. M.",
        ),
        (
            ("Eil. Nr.", "Veikla", "Data", "Atsakingi"),
            ("1.", "Rudens šventė", "2025 m. rugsėjo 25 d.", ""),
            ("2.", "Talka", "2025 m. spalio 7 d.", ""),
            ("3.", "Koncertas", "2025 m. gruodžio 18 d.", ""),
            ("4.", "Sporto šventė", "2026 m. gegužės 28 d.", "?"),
        ),
    ),
    "antraštės su metais": Sheet(
        (
            order("Šėtijų gimnazijos", "2025 m. rugsėjo 5 d.", "V-73"),
            "ŠĖTIJŲ GIMNAZIJOS MOKINIŲ TARYBOS VEIKLOS PLANAS 2025–2026 M. M.",
        ),
        (
            ("Veikla", "Data", "Atsakingi"),
            ("2025 m. rugsėjis",),
            ("Rinkimai", "15 d.", "Mokinių taryba"),
            ("2025 m. lapkritis",),
            ("Tolerancijos diena", "14 d.", "Mokinių taryba"),
            ("2025 m. sausis",),
            ("Sausio 13-oji", "12 d.", "Mokinių taryba"),
            ("2026 m. vasaris",),
            ("Valentino dienos paštas", "14 d. (V)", "Mokinių taryba"),
            ("2026 m. kovas",),
            ("Žemės diena", "20 d.", "Mokinių taryba, biologijos moktoja"),
            ("Knygnešio diena", "2026 m. balandžio 16 d.", "Mokinių taryba"),
        ),
    ),
}
