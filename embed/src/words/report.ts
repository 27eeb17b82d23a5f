// What only the form of a report says; it comes with it.

const en = {
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

export type ReportWords = typeof en;

const fr: ReportWords = {
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

export const reportWords: Record<string, ReportWords> = { en, fr };
