"""Sentences made for training, so that naming a group of people is no offence in itself.

Neutral ones about groups (those that measure it, in `probes`, are others), and copies of what people wrote
with another group in the place of the one they named, their labels kept: abuse of one is abuse of any.
"""

import random
import re
from collections.abc import Sequence

from .corpora import LEARNED, Row

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
    ),
}
NOTHING_WRONG = dict.fromkeys(LEARNED, 0.0)


def neutral() -> list[Row]:
    """Every sentence with every group, in both languages."""
    return [
        Row("made", "train", sentence.format(group=group), NOTHING_WRONG)
        for language, sentences in SENTENCES.items()
        for sentence in sentences
        for group in GROUPS[language]
    ]


SWAPPED_SHARE = 0.5
ALIKE = """
muslims jews christians catholics blacks whites asians mexicans gays lesbians homosexuals immigrants refugees
women men seniors indians africans arabs liberals conservatives francophones transsexuals feminists
|
muslim jewish christian catholic black white asian mexican gay lesbian homosexual immigrant transgender
female male disabled deaf indigenous indian african arab feminist elderly queer trans
|
musulmans juifs chrétiens catholiques noirs blancs asiatiques homosexuels immigrés réfugiés arabes africains
autochtones anglophones francophones handicapés gais
|
musulmane juive chrétienne noire blanche asiatique homosexuelle immigrée arabe africaine handicapée
"""  # each may stand for another between the same bars
OTHERS = {word: tuple(line.split()) for line in ALIKE.split("|") for word in line.split()}
NAMED = re.compile(r"\b(?:" + "|".join(sorted(OTHERS, key=len, reverse=True)) + r")\b", re.IGNORECASE)


def with_other_groups(rows: Sequence[Row], chance: random.Random) -> list[Row]:
    """Copies of half of the rows that name a group, with another one in each place."""

    def another(match: re.Match[str]) -> str:
        return chance.choice(OTHERS[match[0].lower()])

    return [
        Row(row.corpus, row.split, NAMED.sub(another, row.text), row.labels)
        for row in rows
        if NAMED.search(row.text) and chance.random() < SWAPPED_SHARE
    ]
