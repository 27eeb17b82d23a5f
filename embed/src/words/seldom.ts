// What only a withdrawal and a report say; it comes with them.

const en = {
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
