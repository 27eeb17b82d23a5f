"""Names in a table: what living people are called, what nobody is, and what is looked at."""

from undersigned.people.doubts import Doubt
from undersigned.people.writing import Fault


def _pairs(text: str) -> list[tuple[str, str]]:
    entries = [entry.strip(" \n").split("|") for entry in text.split(";")]
    return [(first, last) for first, last in entries]


REAL = [
    # Canada and its first languages
    *_pairs(
        """
        Ada|Okafor; Benoît|Tremblay; Mary Simon|Inuk; Ka'nhehsí:io|Deer; Zacharias|Kunuk; ᐊᓚᓐ|ᐃᑎᑐᖅ;
        ᒪᕆ|ᓴᐃᒪᓐ; Kaʼnahsohon|Deer; xʷməm|Sparrow; Tla'amin|Ɂáy̓; Sahaiʔa|May; Ts'ekwaxwílh|Baker;
        Ḵwaḵwa̱balas|Cook; Gaagige|Ogimaa; Tłı̨chǫ|Zoe; ᎠᏂᏴᏫᏯ|ᏧᎳᏍᎩ
        """
    ),
    # particles, hyphens, apostrophes, initials
    *_pairs(
        """
        Marie-Ève|Tremblay-Gagnon; Jean-François|de la Durantaye; Vincent|van der Meer;
        Khalid|al-Rashid; Sinéad|O'Connor; Seán|O’Brien; Ian|MacDonald; Ana|DeLaCruz;
        Jan|VanDerMeer; Jo|LeeAnn;
        Ewan|McGregor;
        Aisha|bint Khalid; Ahmad|bin Yusuf; Kawika|Kahoʻoponopono; Gerard|'t Hooft;
        J. R.|Smallwood; J.R.R.|Morrison; J.-P.|Roy; D'Arcy|McGee; DeShawn|LeBlanc;
        Ludwig|von Mises-Ng; Neil|deGrasse; Myles|na gCopaleen; Pádraig|Ó hUiginn;
        Sindi|kaMthethwa; King|Roy; Prince|Nelson; William|Hughes III;
        Sammy|Davis, Jr.; Yves|St-Pierre; Ann|St. John; Ann|St.John; J.R.|Smith; J.|de Vries;
        J.de|Vries; Wm.|Penn; Jean-Luc|d'Arc; Mary-Jane|O'Neil; Frida|Staff; Guy|Press; Ed|Itor;
        Anne|Desk; Reid|Acton; Jean|Lechef;
        Wojciech|Brzęczyszczykiewicz; Anne‑Marie|Côté‐Roy; Ngũgĩ|wa Thiong'o
        """
    ),
    # short and without vowels
    *_pairs(
        """
        Ng|Ng Tan; E|Park; Jin|O; Bo|Ek; Ty|Bly; Srb|Vlk; Jan|Smrž; Hrvoje|Grgr; Bryn|Glyn; Ã|Lé;
        My|Le; An|The; Un|Kim; Md.|Rahman; Mª José|Núñez; Pere Antoni|Mas;
        Null|Reader; Guy|Petit; Réal|Parent;
        Anon|Nampa; Fan|Li; Toi|Le; Jamie|Foxx
        """
    ),
    # Latin with everything on it
    *_pairs(
        """
        Zoë|Åström; Łukasz|Żółć; Þórdís|Sæmundsdóttir; Nguyễn|Thị Ánh Tuyết; Ərsan|Əliyev;
        İlker|Işık; Ħ|Għarb; Jœl|Lemœl; Ọláńrewájú|Ṣóyínká; Ŋaire|Ɓoɓo; ǃNaruseb|ǀUi;
        Gal·la|Paral·lel; Kaʻahu|Manu; Ŭn|Ŏ; Strauß|Weiß; bell|hooks
        """
    ),
    # other alphabets
    *_pairs(
        """
        Мария|Иванова; Ольга|Мар’яненко; Ђорђе|Љубичић; Ғалым|Қасым; Μαρία|Παπαδοπούλου;
        Γιώργος|Χατζηγεωργίου-Λάμπρου; Արմեն|Յովհաննիսեան; Եւա|Տէր-Պետրոսյան; և|Սև;
        გიორგი|მაისურაძე; ⵎⵓⵃⵎⵎⴰⴷ|ⴰⵢⵜ ⵄⵍⵉ; ᏌᎳ|ᏩᏯ; ߡߊߡߊߘߎ߫|ߖߊ߬ߟߏ߬; 𞤀𞤣𞤢𞤥|𞤄𞤢𞤸
        """
    ),
    # right to left
    *_pairs(
        """
        محمد|العربي; فاطمة|بن علي; علی\u200cرضا|قربانی; مُحَمَّد|عُثْمَان; שרה|בן־דוד;
        זאב|ז׳בוטינסקי; רש״י|כהן; מֹשֶׁה|לֵוִי; ܝܘܚܢܢ|ܒܪ ܡܠܟܐ; ޢަލީ|ޙުސައިން
        """
    ),
    # East Asia
    *_pairs(
        """
        明|王; 太郎|山田; さくら|佐々木; マリー|サントス・シルバ; 茉莉ヶ|龍ヶ崎;
        葛\U000e0100|辻\U000e0101; 민준|김; 지우|남궁; 列奥纳多·迪|卡普里奥; 𠮷|𡈽; ꆈꌠ|ꁧ;
        Ｔａｒｏ|Ｙａｍａｄａ; ﾀﾛｳ|ﾔﾏﾀﾞ
        """
    ),
    # South and South-East Asia
    *_pairs(
        """
        अमित|शर्मा; ए॰पी॰|कलाम; क्\u200dषमा|त्रिपाठी; রবীন্দ্রনাথ|ঠাকুর; র\u200d্যাচেল|দাস;
        ਗੁਰਪ੍ਰੀਤ|ਸਿੰਘ; નરેન્દ્ર|પટેલ; ଅନୁ|ମହାନ୍ତି; முத்து|கிருஷ்ணன்; సీత|రామ; ಕಮಲಾ|ಹೆಗಡೆ;
        അവന്\u200d|നായര്\u200d; ශ්\u200dරී|ලංකා; สมชาย|ใจดี; จำนง|น้ำเงิน; ສົມ|ແກ້ວ; អង្គ|ដួង;
        အောင်|ဆန်းစုကြည်; བསྟན་འཛིན་|རྒྱ་མཚོ་; ᠪᠠᠲᠤ|ᠬᠠᠨ; ᱚᱞ|ᱪᱤᱠᱤ; 𑄌𑄋𑄴|𑄟; ꦗꦮ|ꦱꦫꦶ; ᬯᬬᬦ᭄|ᬲᬭᬶ
        """
    ),
    # Africa
    *_pairs(
        """
        አበበ|ገ/ሥላሴ; ኃይለ|ማርያም; ꕙꔤ|ꕢꕌ; ብርሃን|ተስፋ፡ጽዮን
        """
    ),
]

REFUSED = {
    Fault.EMPTY: ("   §\u00a0\u3000"),
    Fault.TOO_LONG: ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
    Fault.DIGIT: ("Ada2§٣علي§Ⅻth½§अ१§Ada²"),
    Fault.ADDRESS: (
        "ada@demo.example§@ada§https://ada§www.ada§okafor.com§ada＠demo§okafor．ca§x.example§a.com"
    ),
    Fault.SYMBOL: ("Ada 🙂§Ada ❤§Ada™§Ada+Co§$am§𝐀𝐝𝐚§𝒜𝒹𝒶§Ⓐda§🇨🇦§⠁⠙⠁§A\u20dd§<b>Ada</b>"),
    Fault.INVISIBLE: (
        "Ada\u200b§A\u00adda§\u202eadA§Ada\u2066x\u2069§\u200fAda§A\u200dda§A\u200cda§"
        "Ada\ufeff§\u3164\u3164§Ad\u0000a§Ada\u000aOkafor§Ada\u0009B§Ada\ufe0f§"
        "A\U000e0041da§A\ue000da§Ada\ud800§Ada\u2028B§A\u034fda"
    ),
    Fault.MIXED_SCRIPTS: ("مa\u200c§Аda§Okаfor§Οkafor§Ꭺda§Adа Мария§Αda§Сосо Okafor§Adaо§סda"),
    Fault.LONE_MARK: ("\u0301§\u0301Ada§Ada \u0301B§-\u0301Ada"),
    Fault.TOO_MANY_MARKS: ("A̴̴̡̡̡da§Z͑ͫ̓ͪ̂ͫ̽\u034f̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L"),
    Fault.PUNCTUATION: (
        "-§'§.§Ada_Okafor§Ada!§Ada?§#Ada§Ada & Bob§Robert (Bob)§“Ada”§Ada/Bob§Ada--Bob§"
        "Ada-§-Ada§Ada..§Ada, Okafor§Ada;§Ada:"
    ),
    Fault.NO_LETTER: ("ʼ§ー"),
}

DOUBTED = {
    Doubt.FAMOUS: _pairs(
        """
        Mickey|Mouse; mickey m.|MOUSE; Mouse|Mickey; Père|Noël; Harry James|Potter;
        Napoléon|Bonaparte; Séraphin|Poudrier; Vladimir|Poutine
        """
    ),
    Doubt.HANDLE: _pairs(
        """
        MickeyMouse|Mouse; DragonSlayer|Roy;
        xXAdaXx|Okafor; dragonSlayer|Roy; ada.okafor|Roy; Buy.now|Pills; Aaaaa|Bbbbb;
        AdAoKaFoR|Roy; ada|okaforzz
        """
    ),
    Doubt.PHRASE: _pairs(
        """
        Concerned|Citizen; Un|Citoyen; Anonymous|Person; John Q.|Public; Angry|Taxpayer;
        Proud|Canadian; Just|Me; Angry|Man; Gros Bon|Sens; The|Truth; Jane|Doe; Le|Peuple;
        Une|Lectrice; Test|Test; Free|Palestine; Deer|Hunter; Make Canada|Great; Lock Her|Up; Fed|Up;
        Prénom|Nom; M|X; Qwerty|Roy
        """
    ),
    Doubt.STAFF: _pairs(
        """
        The|Editor; News|Desk; The News|Desk; Moderator|Mona; Mona|Moderator; La|Rédaction;
        Le|Rédacteur en chef;
        La|Rédactrice; L’Éditeur|Halyard; Salle|de presse; Le Service|à la clientèle; Admin|Team;
        Édith|Éditrice
        """
    ),
    Doubt.ALL_CAPITALS: _pairs(
        """
        ADA|OKAFOR; Jean|TREMBLAY; LI|WU
        """
    ),
    Doubt.TITLE: _pairs(
        """
        Dr. Ada|Okafor; Dr|Okafor; Mme Julie|Roy; Sir|Henry; Maître Paul|Roy; Me Paul|Roy;
        Ada|Okafor PhD; Ada|Okafor M.D.; Ada|Okafor, M.D.; Père Jean|Roy
        """
    ),
    Doubt.REPEATED: _pairs(
        """
        Ada|Ada; Ada|ádA
        """
    ),
    Doubt.INITIALS: _pairs(
        """
        Ada|O.; A|B; A.|B.
        """
    ),
    Doubt.MASHED_KEYS: _pairs(
        """
        Sdfg|Hjkl; Qwertz|Roy; Bcdfg|Roy
        """
    ),
    Doubt.TWO_SCRIPTS: _pairs(
        """
        Ада|Okafor; Мария|Smith; xʷməθkʷəy̓əm|Grant; 阿Q|王
        """
    ),
    Doubt.ODD_LETTERS: _pairs(
        """
        ᴀᴅᴀ|Okafor; ㅋㅋ|김; ᚨᛞᚨ|ᛟᚲ; Alpheus|!Naruseb
        """
    ),
}
