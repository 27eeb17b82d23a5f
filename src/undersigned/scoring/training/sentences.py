"""Sentences for training: neutral ones about groups, everyday ones, abuse, and what only speaks of abuse."""

GROUPS = {
    "en": (
        "women",
        "men",
        "Muslims",
        "Jewish people",
        "Christians",
        "Black people",
        "white people",
        "Asian people",
        "Indigenous people",
        "gay people",
        "lesbians",
        "transgender people",
        "immigrants",
        "refugees",
        "disabled people",
        "deaf people",
        "older people",
        "Francophones",
        "Jews",
        "gays",
        "seniors",
        "homosexuals",
        "Catholics",
        "Arabs",
        "Mexicans",
        "feminists",
    ),
    "fr": (
        "les femmes",
        "les hommes",
        "les musulmans",
        "les juifs",
        "les chrétiens",
        "les personnes noires",
        "les personnes blanches",
        "les personnes asiatiques",
        "les Autochtones",
        "les personnes gaies",
        "les lesbiennes",
        "les personnes trans",
        "les immigrants",
        "les réfugiés",
        "les personnes handicapées",
        "les personnes sourdes",
        "les personnes âgées",
        "les anglophones",
        "les Noirs",
        "les homosexuels",
        "les aînés",
        "les Arabes",
    ),
}
SENTENCES = {
    "en": (
        "The library starts a reading circle for {group} in March.",
        "Three of the candidates spoke about housing for {group}.",
        "My neighbours and I have worked with {group} for years.",
        "In the survey, {group} answered that buses are too rare.",
        "The new rules apply to {group} as they apply to everyone.",
        "I grew up among {group} and learned a lot from them.",
        "The museum shows how {group} lived here a hundred years ago.",
        "Why does the article say so little about {group}?",
        "There were {group} at the meeting, and they asked good questions.",
        "The study followed {group} from school to their first job.",
        "A choir of {group} sang at the opening of the market.",
        "The mayor met {group} on Tuesday and promised an answer.",
        "Most {group} I know would agree with this column.",
        "The hospital wants to hear from {group} before it decides.",
        "Rents have gone up for {group} faster than for others.",
        "The court found that {group} had been paid less for the same work.",
        "We should not forget that {group} pay taxes, too.",
        "I disagree with the minister: {group} were not asked at all.",
        "The man who attacked {group} in the park goes to prison for six years.",
        "It was a shameful law, and {group} suffered under it for decades.",
        "Hatred of {group} has no place in this town.",
        "Thousands of {group} were killed in that war.",
        "What a bad idea, to close the only office where {group} get help.",
        "My father hated {group}; I never understood why.",
        "The article is about {group}, not about your taxes.",
        "I am tired of politicians who only talk about {group} before an election.",
        "Police are looking for whoever sent threats to {group}.",
        "The comedy about {group} was silly, but we laughed.",
        "The deputy apologized to {group} for what he had written.",
        "A swastika was painted on the door of a centre for {group}.",
        "When did we decide that {group} need a permit for a parade?",
        "The new play by {group} runs until the end of May.",
        "Too few {group} sit on the board of the credit union.",
        "I have known {group} who voted for him, and some who did not.",
        "The premier blamed {group}, and he should take it back.",
        "Fewer {group} than last year have moved to the island.",
        "{group} built this railway and were never thanked for it.",
        "The mob went after {group} that night, says the old report.",
        "Do {group} get the same treatment from the landlord?",
        "{group} and their children are welcome at the picnic.",
        "The word is an insult to {group}, and I will not repeat it.",
        "There is a joke about {group} in the film that should have been cut.",
        "Is it true that {group} control their own school here?",
    ),
    "fr": (
        "La bibliothèque ouvre en mars un cercle de lecture pour {group}.",
        "Trois candidats ont parlé du logement pour {group}.",
        "Dans le sondage, {group} disent que les autobus sont trop rares.",
        "Les nouvelles règles valent pour {group} comme pour tout le monde.",
        "J’ai grandi avec {group} et j’en ai beaucoup appris.",
        "Le musée montre comment {group} vivaient ici il y a cent ans.",
        "Pourquoi l’article dit-il si peu de choses sur {group}?",
        "L’étude a suivi {group} de l’école au premier emploi.",
        "Le maire a rencontré {group} mardi et a promis une réponse.",
        "L’hôpital veut entendre {group} avant de décider.",
        "Les loyers ont monté plus vite pour {group} que pour les autres.",
        "Le tribunal a jugé que {group} étaient payés moins pour le même travail.",
        "N’oublions pas que {group} paient aussi des impôts.",
        "Je ne suis pas d’accord avec la ministre: {group} n’ont pas été consultés.",
        "L’homme qui a attaqué {group} au parc est condamné à six ans de prison.",
        "C’était une loi honteuse, et {group} en ont souffert pendant des décennies.",
        "La haine contre {group} n’a pas sa place dans cette ville.",
        "Quelle mauvaise idée de fermer le seul bureau qui aide {group}.",
        "Mon père détestait {group}; je n’ai jamais compris pourquoi.",
        "La police cherche qui a menacé {group}.",
        "Le député s’est excusé auprès de ceux qui défendent {group}.",
        "On a peint une croix gammée sur le local pour {group}.",
        "Trop peu de sièges au conseil vont à ceux qui connaissent {group}.",
        "La première ministre a blâmé {group}, et elle devrait se rétracter.",
        "Ce mot insulte {group}, et je ne le répéterai pas.",
        "Dans ce film, une blague sur {group} aurait dû être coupée.",
        "Est-ce que {group} ont droit au même traitement que le propriétaire?",
        "Le pique-nique est ouvert à tous: {group} et leurs enfants aussi.",
        "J’ai connu {group} quand j’étais jeune, de bonnes gens.",
        "Cette nuit-là, la foule s’en est prise à {group}, dit le vieux rapport.",
    ),
}
SUBJECTS = {
    "en": """The dam|The bus|The ferry|Our street|The bridge|The rink|The council|The mayor|The new school
The library|The power line|The snow plough|The harbour|The budget|This article|The report|The hearing
The water main|The market|The parking lot|My neighbour|The premier|The bylaw|The trail|The old mill
The clinic|The airport|The hospital|The deadline|The roof|The survey|The choir|The coach|The train""",
    "fr": """Le barrage|L’autobus|Le traversier|Notre rue|Le pont|La patinoire|Le conseil|Le maire
La nouvelle école|La bibliothèque|La panne|La déneigeuse|Le port|Le budget|Cet article|Le rapport
L’audience|Le marché|Le stationnement|Mon voisin|La première ministre|Le règlement|Le sentier|Le moulin
La clinique|L’aéroport|L’hôpital|Le toit|Le sondage|La chorale|L’entraîneuse|Le train""",
}
PREDICATES = {
    "en": """is late again.|is full of holes.|was wrong about that.|needs repairs before winter.
is closed today.|costs too much.|was never finished.|broke down twice this week.|has changed a lot.
makes no sense to me.|was better ten years ago.|does not answer the phone.
surprised everybody on Monday.|should have been fixed by now.|is what this town needs.
is a waste of money.|was badly planned.|saved us an hour.|is too small for all of us.
opens in June, I hear.|lost its funding.|is not worth the trouble.|was dark and cold.
drips when it rains.|deserves our thanks.|failed the inspection.|is killing small shops.
was a disaster from the start.|got a black eye in that vote.|fell apart.""",
    "fr": """est encore en retard.|est plein de trous.|avait tort là-dessus.
attend des réparations avant l’hiver.|est fermé aujourd’hui.|coûte trop cher.|n’a jamais été fini.
est tombé en panne deux fois.|a beaucoup changé.|n’a pas de sens pour moi.|était mieux il y a dix ans.
ne répond pas au téléphone.|a surpris tout le monde lundi.|devrait être réparé depuis longtemps.
est ce qu’il faut à cette ville.|est du gaspillage.|était mal prévu.|nous a épargné une heure.
est trop petit pour nous tous.|ouvre en juin, paraît-il.|a perdu sa subvention.|goutte quand il pleut.
mérite nos remerciements.|a raté l’inspection.|tue les petits commerces.|fut un désastre.""",
}
PLACES = """Quebec|Québec|Canada|Ottawa|Ontario|Toronto|Montréal|Montreal|Halifax|Moncton|Vancouver
Yukon|Nunavut|New Brunswick|Nova Scotia|Newfoundland|Manitoba|Winnipeg|Alberta|Calgary
Charlottetown|Saskatchewan|Paris|London|Washington|France|Bruxelles|Genève|Acadie|Gaspésie
Miramichi|Gatineau|Trois-Rivières|Sherbrooke|Rimouski|Sudbury"""
SAID_OF_PLACES = """{place}|{place}!|{place}?|In {place}.|I live in {place}.
{place} deserves better.|What about {place}?|À {place}.|J’habite à {place}.
{place} mérite mieux.|Et {place}, alors?"""
SIGNS = """👍|👏|😂|😂😂😂|🙏|🎉|❤️|😢|🤔|...|…|!!!|???|?|!|OK|Yes.|No.|Oui.|Non.|Merci|Thanks|Hello|Bonjour
Why?|True.|Wow|Wow!|Amen|Allah|God|Dieu|+1|100%|LOL|Haha|Hmm|Exactly.|Exactement.|Agreed.
D’accord.|First!|Test|test|Same here.|Moi aussi."""
REMARKS = """Thank you for this.|I agree with the last letter.|What a week.|Good for her.
No, thanks.|Nobody asked us.|See you there.|Well said.|It rained all day.|That is not true.
How sad.|I was there, too.|Who pays for it?|About time!|Enough is enough.
What were they thinking?|Two weeks is too long.|You are right, Ann.|I doubt it.
We will miss him.|Please fix the link.|Not in my street.|Nice photograph.
They lied about the price.|My kids love it.|It hurts to read this.|Merci pour cet article.
Je suis d’accord.|Quelle semaine!|Bravo à elle.|Non merci.|On ne nous a rien demandé.|Bien dit.
Ce n’est pas vrai.|Quelle tristesse.|Qui va payer?|Il était temps!|J’y étais aussi.
C’est trop long.|J’en doute.|Vous avez raison.|Belle photo.|Mes enfants adorent ça.
Il va nous manquer.|On nous a menti sur le prix.|À quoi pensaient-ils?"""
ABUSE = {
    "en": """you are a complete idiot|you are all morons|he is a filthy liar|she is a stupid cow
they are vermin|you make me sick|shut your mouth|go to hell|get out of my country|you should be shot
we will find you and hurt you|you are a worthless clown|these people are scum|he is a pathetic loser
what a bunch of retards|she is a disgusting pig|you are too dumb to vote|they are filthy animals
I will break your legs|nobody wants your kind here""",
    "fr": """tu es un imbécile|vous êtes tous des crétins|c’est un sale menteur
elle est bête comme ses pieds|ce sont des parasites|tu me dégoûtes|ferme ta gueule|va au diable
sortez de mon pays|on devrait te fusiller|on va te trouver et te faire mal|ces gens sont de la vermine
c’est un pauvre minable|quelle bande de débiles|tu es une ordure|vous êtes des animaux
je vais te casser les jambes|personne ne veut de vous ici""",
}
SPOKEN_OF = {
    "en": """Somebody sprayed “{it}” on the door of the school.|It is not right to say “{it}” to anyone.
She was told “{it}” on the bus and reported it.|A comment that said “{it}” was rightly removed.
The man who wrote “{it}” to the nurse was fined.|In 1936 the paper printed “{it}”, and nobody protested.
My son heard “{it}” at practice and came home crying.
If you write “{it}”, you will not be published here.
The judge read out the words “{it}” and shook her head.|To say that {it} helps nobody, and it is false.""",
    "fr": """Quelqu’un a écrit « {it} » sur la porte de l’école.|Il ne faut dire « {it} » à personne.
On lui a lancé « {it} » dans l’autobus, et elle a porté plainte.
Un commentaire qui disait « {it} » a été retiré avec raison.
L’homme qui a écrit « {it} » à l’infirmière a eu une amende.
En 1936 le journal imprimait « {it} » sans gêne.
Mon fils a entendu « {it} » à l’entraînement et il a pleuré.|Qui écrit « {it} » ne sera pas publié ici.
La juge a lu les mots « {it} » et a secoué la tête.|Dire que {it}, c’est faux et cela n’aide personne.""",
}
DENIED = {
    "en": """{who} is no idiot.|{who} is not stupid, only badly advised.|Nobody should call {who} a liar.
{who} is not trash.|I never said that {who} was a moron.|{who} is neither a crook nor a fool.
Being late does not make {who} a loser.|You may not like {who}, but that is not a pig.
{who} is not pathetic, just tired.|Do not call {who} names.""",
    "fr": """{who} n’est pas idiot.|{who} n’est pas bête, seulement mal conseillé.
On ne doit pas traiter {who} de menteur.|Je n’ai jamais dit que {who} était un imbécile.
{who} n’est ni un escroc ni un fou.|Un retard ne fait pas de {who} un minable.
{who} n’est pas pathétique, juste fatigué.|Il ne faut pas insulter {who}.""",
}
MEANT = {
    "en": """{who} is an idiot.|{who} is stupid.|{who} is a liar and a crook.|{who} is trash.
{who} is a moron.|{who} is a fool and a loser.|{who} is a pig.|{who} is pathetic and disgusting.""",
    "fr": """{who} est un idiot.|{who} est stupide.|{who} est un menteur et un escroc.
{who} est un imbécile.|{who} est un minable.|{who} est une ordure.|{who} est pathétique et dégoûtant.""",
}
WHO = {
    "en": """the mayor|the minister|my neighbour|your brother|that driver|the coach|this columnist
the editor|Ann|Mr. Reid""",
    "fr": """le maire|le ministre|mon voisin|votre frère|ce chauffeur|l’entraîneur|ce chroniqueur
le rédacteur|Luc""",
}
