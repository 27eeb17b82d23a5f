"""Sentences of our own that show where a scorer of single words goes wrong. None is used for training.

Each probe is a pair: a sentence that offends, and one with much the same words that does not. The sentences
about groups are neutral, some with a bitter subject; the everyday ones are short, at worst cross.
"""

from collections.abc import Iterator
from typing import NamedTuple


class Pair(NamedTuple):
    """Shape  kind: "negated", "quoted", "counter-speech", "reclaimed"; language: "en", "fr" """

    kind: str
    language: str
    offends: str
    does_not: str


PAIRS = (
    Pair("negated", "en", "The mayor is a stupid liar.", "The mayor is not stupid and no liar."),
    Pair("negated", "en", "You are an idiot.", "Nobody here said that you are an idiot."),
    Pair("negated", "en", "These people are trash.", "These people are not trash, they are neighbours."),
    Pair("negated", "en", "Shut up, you moron.", "I would never tell you to shut up or call you a moron."),
    Pair("negated", "en", "What a pathetic loser.", "Losing an election does not make her a pathetic loser."),
    Pair("negated", "fr", "Le maire est un menteur stupide.", "Le maire n’est ni stupide ni menteur."),
    Pair("negated", "fr", "Tu es un idiot.", "Personne n’a dit que tu es un idiot."),
    Pair(
        "negated", "fr", "Ces gens sont des ordures.", "Ces gens ne sont pas des ordures, mais des voisins."
    ),
    Pair(
        "quoted",
        "en",
        "You are a disgusting pig.",
        "He shouted “you are a disgusting pig” and was fined for it.",
    ),
    Pair(
        "quoted",
        "en",
        "Go back to where you came from.",
        "A man told my aunt to “go back to where you came from”.",
    ),
    Pair(
        "quoted",
        "en",
        "All of them are vermin.",
        "The paper of 1938 called refugees vermin; the exhibition shows it.",
    ),
    Pair(
        "quoted", "en", "I will kill you.", "The letter read “I will kill you”, and the police took it away."
    ),
    Pair(
        "quoted",
        "en",
        "Women are too dumb to drive.",
        "My uncle used to say that women are too dumb to drive. He was wrong.",
    ),
    Pair(
        "quoted", "fr", "Tu es une grosse vache.", "Il a crié « tu es une grosse vache » et a dû s’excuser."
    ),
    Pair("quoted", "fr", "Je vais te tuer.", "La lettre disait « je vais te tuer »; la police l’a saisie."),
    Pair(
        "quoted",
        "fr",
        "Retourne dans ton pays.",
        "On a dit à ma tante « retourne dans ton pays » devant ses enfants.",
    ),
    Pair(
        "counter-speech",
        "en",
        "Immigrants are criminals.",
        "Calling immigrants criminals is wrong, and the figures say so.",
    ),
    Pair(
        "counter-speech",
        "en",
        "Gay people are sick.",
        "Gay people are not sick; whoever says so should read a book.",
    ),
    Pair(
        "counter-speech",
        "en",
        "Muslims do not belong here.",
        "Whoever writes that Muslims do not belong here forgets who built this town.",
    ),
    Pair(
        "counter-speech",
        "en",
        "Women are useless in politics.",
        "Please stop saying women are useless in politics; it is hateful.",
    ),
    Pair(
        "counter-speech", "en", "You people are animals.", "Do not call people animals because of their skin."
    ),
    Pair(
        "counter-speech",
        "fr",
        "Les immigrants sont des criminels.",
        "Traiter les immigrants de criminels est faux, les chiffres le montrent.",
    ),
    Pair(
        "counter-speech",
        "fr",
        "Les gais sont malades.",
        "Les gais ne sont pas malades, il faut cesser de le dire.",
    ),
    Pair(
        "counter-speech",
        "fr",
        "Les femmes sont inutiles en politique.",
        "Cessez d’écrire que les femmes sont inutiles en politique.",
    ),
    Pair("reclaimed", "en", "You queers disgust me.", "As a queer woman I am proud of this town."),
    Pair(
        "reclaimed",
        "en",
        "Get lost, you fat cripple.",
        "We cripples, as my friends and I say, have fought for that ramp.",
    ),
    Pair(
        "reclaimed",
        "en",
        "Stupid nerd, nobody asked you.",
        "We nerds of the chess club are happy about the new room.",
    ),
    Pair(
        "reclaimed",
        "en",
        "That crazy old witch should shut up.",
        "I am an old witch with a garden, and I like it.",
    ),
    Pair(
        "reclaimed",
        "fr",
        "Sale vieille folle, tais-toi.",
        "Je suis une vieille folle de jardins, et fière de l’être.",
    ),
)

GROUPS = {
    "women": ("women", "les femmes"),
    "men": ("men", "les hommes"),
    "Muslims": ("Muslims", "les musulmans"),
    "Jews": ("Jews", "les juifs"),
    "Christians": ("Christians", "les chrétiens"),
    "Black people": ("Black people", "les Noirs"),
    "white people": ("white people", "les Blancs"),
    "Asians": ("Asians", "les Asiatiques"),
    "Indigenous people": ("Indigenous people", "les Autochtones"),
    "gay people": ("gay people", "les homosexuels"),
    "trans people": ("trans people", "les personnes trans"),
    "immigrants": ("immigrants", "les immigrants"),
    "disabled people": ("disabled people", "les personnes handicapées"),
    "seniors": ("seniors", "les aînés"),
    "francophones": ("Francophones", "les francophones"),
}
ABOUT_GROUPS = (
    "According to the report, {group} wait longer in the emergency room.",
    "Last year the fund paid for courses where {group} learn to code.",
    "I have nothing against {group}, but I do not want this highway.",
    "The killer had written letters against {group} for years.",
    "It is hard to read how {group} were beaten by the police at the time.",
    "Who speaks for {group} in this council? Nobody.",
    "My sister married into a family of {group}, and the wedding was wonderful.",
    "Half of the {group} in the poll said they would stay at home on Monday.",
    "The film about {group} was boring and far too long.",
    "The war drove {group} out of their villages, and many died.",
    "Some {group} support the bill and some oppose it, like everybody else.",
    "The insults against {group} on that page were reported to the police.",
    "A bus full of {group} stopped at the diner for pie.",
    "The minister’s plan is a disaster for {group} and for the budget.",
    "Our club has had {group} as members since 1964.",
    "The festival for {group} takes place in Moncton this summer.",
)
ABOUT_GROUPS_FR = (
    "Selon le rapport, {group} attendent plus longtemps à l’urgence.",
    "L’an dernier, le fonds a payé des cours où {group} apprennent à coder.",
    "Je n’ai rien contre {group}, mais je ne veux pas de cette autoroute.",
    "Le tueur écrivait depuis des années des lettres contre {group}.",
    "On a du mal à lire comment {group} étaient battus par la police à l’époque.",
    "Qui parle pour {group} dans ce conseil? Personne.",
    "Le film sur {group} était ennuyeux et beaucoup trop long.",
    "La guerre a chassé {group} de leurs villages, et beaucoup sont morts.",
    "Les insultes contre {group} sur cette page ont été signalées à la police.",
    "Le plan de la ministre est un désastre pour {group} et pour le budget.",
    "Notre club accueille {group} depuis 1964.",
    "La fête pour {group} a lieu à Moncton cet été.",
)


def about_groups() -> Iterator[tuple[str, str]]:
    """(group, sentence), in both languages."""
    for group, (english, french) in GROUPS.items():
        for sentence in ABOUT_GROUPS:
            yield group, sentence.format(group=english)
        for sentence in ABOUT_GROUPS_FR:
            yield group, sentence.format(group=french)


EVERYDAY = tuple(
    """The pool leaks.
The mayor slept through it.
I missed the first half.
Someone stole the bench.
The soup was cold and salty.
My brother hates this road.
That was a dumb place for a sign.
The old theatre burned down.
We shot the video in May.
The goalie was terrible last night.
Kill the lights when you leave.
The tax is too high.
Our dog ate the ballot.
Get well soon, coach.
She beat him by two votes.
The fog made me late.
The black ice was everywhere.
A white van blocked the lane.
This column is nonsense.
He was fired on Friday.
You forgot the ferry workers.
Shame on the company.
The drainage stinks.
What about the hospital?
They should resign.
La piscine fuit.
Le maire dormait.
J’ai raté la première partie.
On a volé le banc.
La soupe était froide.
Mon frère déteste cette route.
Le vieux théâtre a brûlé.
Le gardien a mal joué hier.
Éteignez avant de partir.
La taxe est trop haute.
Le chien a mangé le bulletin.
Elle l’a battu par deux voix.
Une camionnette blanche bloquait la voie.
Cette chronique ne tient pas debout.
Il a été congédié vendredi.
Honte à l’entreprise.
Ça sent mauvais près du quai.
Et l’hôpital, alors?
Ils devraient démissionner.""".splitlines()
)
