// What only a withdrawal, a report, a shared address and a decision against one say; it comes with them.

const en = {
  decided: "The newsroom decided against your comment",
  why: "Why, and how to appeal",
  copied: "Address copied",
  withdrawn: "Your comment is withdrawn. Nobody can read it any more.",
  reported: "Thank you. A person will look at it.",
  kept: "Nothing you wrote is lost. Here is your text, to keep:",
  textsChanged: "The licence or the guidelines have changed since you read them",
  textsChangedWhy: "Your text is still here. Read what is now in force, and send it again if you accept it.",
  withdrawTitle: "Withdraw your comment?",
  withdrawWhy: "Your words and your name disappear; replies keep their place. It cannot be brought back.",
  withdrawIt: "Withdraw it",
  leave: "Leave it as it is",
  reportTitle: "Report a comment",
  reportWhy: "Tell us which rule it breaks. A person will look; the author does not learn who reported it.",
  breaks: "What does it break?",
  law: "It is against the law",
  whichLaw: "If it breaks the law: which one?",
  tellUs: "What should the person who looks know?",
  yourName: "Your first and last name",
  yourEmail: "Your e-mail address",
  emailWhy: "Only for the answer. It is not shown to anybody.",
  goodFaith: "I believe in good faith that what I say here is right and complete.",
  sendReport: "Send the report",
};

export type SeldomWords = typeof en;

const fr: SeldomWords = {
  decided: "La rédaction a écarté votre commentaire",
  why: "Pourquoi, et comment faire appel",
  copied: "Adresse copiée",
  withdrawn: "Votre commentaire est retiré. Plus personne ne peut le lire.",
  reported: "Merci. Une personne l’examinera.",
  kept: "Rien de ce que vous avez écrit n’est perdu. Voici votre texte, à conserver\u00a0:",
  textsChanged: "La licence ou les lignes directrices ont changé depuis que vous les avez lues",
  textsChangedWhy: "Votre texte est encore ici. Lisez ce qui est maintenant en vigueur, et renvoyez-le si vous l’acceptez.",
  withdrawTitle: "Retirer votre commentaire?",
  withdrawWhy: "Vos mots et votre nom disparaissent; les réponses gardent leur place. On ne peut pas le faire revenir.",
  withdrawIt: "Le retirer",
  leave: "Le laisser tel quel",
  reportTitle: "Signaler un commentaire",
  reportWhy: "Dites-nous quelle règle il enfreint. Une personne l’examinera; qui l’a écrit ne saura pas qui l’a signalé.",
  breaks: "Qu’est-ce qu’il enfreint?",
  law: "Il est contraire à la loi",
  whichLaw: "S’il enfreint la loi, laquelle?",
  tellUs: "Que doit savoir la personne qui l’examinera?",
  yourName: "Vos prénom et nom",
  yourEmail: "Votre adresse courriel",
  emailWhy: "Seulement pour la réponse. Elle n’est montrée à personne.",
  goodFaith: "Je crois de bonne foi que ce que je dis ici est exact et complet.",
  sendReport: "Envoyer le signalement",
};

export const seldomWords: Record<string, SeldomWords> = { en, fr };
