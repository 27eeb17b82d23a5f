"""Names and words that a person should look at before they sign anything. Pure data, folded.

Folded means: no accents, no capitals, no punctuation, words apart (see `doubts.fold`).
"""


def _listed(text: str) -> frozenset[str]:
    return frozenset(" ".join(entry.split()) for entry in text.split(","))


FAMOUS = _listed("""
    mickey mouse, minnie mouse, donald duck, daisy duck, scrooge mcduck, bugs bunny, daffy duck, porky pig,
    elmer fudd, tweety bird, homer simpson, marge simpson, bart simpson, lisa simpson, ned flanders,
    montgomery burns, peter griffin, fred flintstone, barney rubble, wilma flintstone, yogi bear,
    scooby doo, harry potter, hermione granger, ron weasley, albus dumbledore, severus snape, tom riddle,
    rubeus hagrid, draco malfoy, lord voldemort, frodo baggins, bilbo baggins, samwise gamgee, gandalf grey,
    luke skywalker, anakin skywalker, leia organa, han solo, darth vader, obi wan kenobi, boba fett,
    baby yoda, sherlock holmes, james bond, jason bourne, ethan hunt, indiana jones, lara croft,
    bruce wayne, clark kent, lois lane, lex luthor, peter parker, tony stark, diana prince, wade wilson,
    barry allen, walter white, jesse pinkman, saul goodman, tyrion lannister, jon snow, arya stark,
    daenerys targaryen, ned stark, cersei lannister, katniss everdeen, forrest gump, rocky balboa,
    john rambo, john wick, john mcclane, tyler durden, hannibal lecter, norman bates, patrick bateman,
    ebenezer scrooge, oliver twist, david copperfield, huckleberry finn, tom sawyer, robinson crusoe,
    captain ahab, captain nemo, captain hook, peter pan, jay gatsby, atticus finch, holden caulfield,
    big brother, willy wonka, mary poppins, winnie pooh, christopher robin, robin hood, king arthur,
    king kong, santa claus, father christmas, kris kringle, easter bunny, tooth fairy, jack frost,
    jack ripper, humpty dumpty, george jetson, inspector gadget, austin powers, ron burgundy,
    borat sagdiyev, dwight schrute, sheldon cooper, ted lasso, barney stinson, super mario, sonic hedgehog,
    spongebob squarepants, patrick star, optimus prime, buzz lightyear, hello kitty, anne shirley,
    gilbert blythe, matthew cuthbert, sam magee, joe canadian, bob mckenzie, doug mckenzie, captain canuck,
    benton fraser, hercule poirot, jules maigret, arsene lupin, jean valjean, edmond dantes, emma bovary,
    julien sorel, cyrano de bergerac, fanfan la tulipe, tristan iseut, gargantua pantagruel, tintin milou,
    capitaine haddock, archibald haddock, tryphon tournesol, bianca castafiore, asterix legaulois,
    asterix obelix, lucky luke, gaston lagaffe, pere noel, mere noel, petit prince, petit chaperon rouge,
    marie calumet, maria chapdelaine, francois paradis, seraphin poudrier, donalda laloge, ovila pronovost,
    emilie bordeleau, elvis gratton, bob gratton, ti mine, capitaine bonhomme, sol gobelet, madame bovary,
    jesus christ, jesus de nazareth, virgin mary, vierge marie, pontius pilate, ponce pilate,
    judas iscariot, julius caesar, jules cesar, cleopatra queen, marcus aurelius, marc aurele, genghis khan,
    gengis khan, joan of arc, jeanne d arc, leonardo da vinci, leonard de vinci, william shakespeare,
    isaac newton, galileo galilei, christopher columbus, christophe colomb, napoleon bonaparte,
    marie antoinette, louis xvi, maximilien robespierre, george washington, thomas jefferson,
    benjamin franklin, abraham lincoln, queen victoria, jacques cartier, samuel de champlain,
    louis joseph papineau, louis riel, john a macdonald, wilfrid laurier, mackenzie king, maurice duplessis,
    rene levesque, pierre trudeau, pierre elliott trudeau, karl marx, friedrich engels, vladimir lenin,
    vladimir lenine, joseph stalin, joseph staline, leon trotsky, adolf hitler, adolphe hitler,
    benito mussolini, francisco franco, mao zedong, mao tse tung, pol pot, winston churchill,
    charles de gaulle, mahatma gandhi, nelson mandela, che guevara, fidel castro, saddam hussein,
    osama bin laden, oussama ben laden, muammar gaddafi, albert einstein, sigmund freud, charles darwin,
    nikola tesla, pablo picasso, marilyn monroe, elvis presley, john lennon, freddie mercury,
    michael jackson, kurt cobain, vladimir putin, vladimir poutine, xi jinping, kim jong un, kim jong il,
    donald trump, donald j trump, joe biden, barack obama, hillary clinton, kamala harris, elon musk,
    mark zuckerberg, jeff bezos, bill gates, justin trudeau, stephen harper, pierre poilievre, mark carney,
    jean chretien, francois legault, emmanuel macron, boris johnson, angela merkel, volodymyr zelensky,
    volodymyr zelenskyy, dalai lama, taylor swift, justin bieber, celine dion, beyonce knowles, kanye west,
    kim kardashian, bashar al assad, bachar al assad
""")

PHRASES = _listed("""
    john q public, joe public, jane public, john doe, jane doe, joe blow, joe schmo, joe bloggs,
    fred bloggs, joe six pack, joe sixpack, average joe, average jane, john citizen, jane citizen,
    richard roe, jean untel, jeanne unetelle, monsieur untel, madame unetelle, untel untel, monsieur x,
    madame x, mister x, mr x, mme x, m x, monsieur tout le monde, madame tout le monde, tout le monde,
    tartempion dupont, jos bleau, joe bleau, a reader, un lecteur, une lectrice, guest user, test user,
    test test, test account, compte test, user name, your name, votre nom, my name, mon nom, first last,
    prenom nom, nom prenom, first name, last name, no name, sans nom, no body, no one, not applicable, n a,
    na na, name withheld, nom retenu, null null, none none, abc def, foo bar, lorem ipsum, hugh jass,
    ben dover, mike hunt, seymour butts, amanda hugginkiss, jean bonnot, jean neymar, paul hochon,
    sarah croche, yvan des pneus, alain proviste, guy liguili, bon sens, gros bon sens, c est moi,
    young man, old man, vieux monsieur, free palestine, free gaza, free tibet, free ukraine, free speech,
    palestine libre, liberez gaza, libre expression, deer hunter, maple leaf, bob the builder,
    bob le bricoleur, nunya business, nunya bizness, none ya business, god almighty, bon dieu,
    make canada great, make america great, make quebec great, lock her up, lock him up, fed up,
    justice now, justice for all, just saying, je suis charlie, ca suffit, y en a marre, au secours
""")

# One of these anywhere makes a phrase: hardly anyone is called so.
TELLING = _listed("""
    anonymous, anonyme, anonymus, citizen, citoyen, citoyenne, taxpayer, contribuable, nobody, somebody,
    someone, everyone, everybody, anybody, anyone, unknown, inconnu, inconnue, username,
    firstname, lastname, surname, nickname, pseudonym, pseudonyme, pseudo, lecteur, lectrice, electeur,
    electrice, quidam, untel, unetelle, fnu, lnu, noname, nonymous, troll, internaute, commentateur,
    commenter, asdf, qwerty, azerty
""")

# A name made of nothing but these words, one of them a plain noun or adjective, is a phrase.
PLAIN = _listed("""
    truth, seeker, teller, verite, proud, fier, fiere, concerned, inquiet, inquiete, preoccupe, angry,
    fache, fachee, canadian, canadien, canadienne, quebecois, quebecoise, acadien, acadienne, albertan,
    ontarian, american, americain, patriot, patriote, mom, daddy, mommy, maman, papa, grandma, grandpa,
    mamie, papi, voter, freedom, liberte, fighter, common, sense, people, peuple, me, myself, who, cares,
    whatever, silent, silencieuse, majority, majorite, working, ordinary, ordinaire, average, regular,
    honnete, tired, fatigue, fatiguee, retired, retraite, retraitee, worker, travailleur, travailleuse,
    student, etudiant, etudiante, teacher, enseignant, enseignante, infirmiere, viewer, auditeur, auditrice,
    listener, subscriber, abonne, abonnee, neighbour, neighbor, resident, residente, random, human, being,
    humain, person, personne, world, monde, country, pays, nation, opinion, opinions, comment, commentaire,
    name, nom, user, utilisateur, utilisatrice, hater, lover, realist, realiste, skeptic, sceptique,
    optimist, optimiste, pessimist, pessimiste
""")
FUNCTION = _listed("""
    a, an, the, of, for, from, in, on, and, or, not, no, is, am, i, my, your, our, we, you, just, only, one,
    another, un, une, le, la, les, l, de, du, des, d, et, ou, en, pour, pas, je, suis, mon, ma, mes, ton,
    votre, notre, juste, seul, seule, autre, old, vieux, young, jeune, good, bad, big, little, petit,
    petite, reader, guest, real, vrai, vraie, guy, man, woman, boy, girl, homme, femme, gars, fille, parent,
    fan, simple, local, honest, voisin, voisine, mother, father
""")

# Compared with accents: Pere is Peter in Catalan, père is a priest.
TITLES = _listed("""
    dr, mr, mrs, ms, mx, mme, mmes, mlle, mgr, prof, capt, sgt, lieut, sir, lord, lady, doctor, docteur,
    docteure, professor, professeur, professeure, reverend, révérend, honourable, honorable, mister, missus,
    madame, monsieur, mademoiselle, captain, capitaine, colonel, lieutenant, sergeant, sergent, senator,
    sénateur, sénatrice, president, président, présidente, premier, minister, ministre, ambassador,
    ambassadeur, ambassadrice, excellency, excellence, maître
""")
TITLES_BEFORE_A_NAME = _listed("""
    dre, pr, rev, hon, prince, princess, princesse, king, roi, queen, reine, duke, duc, earl, comte, count,
    countess, comtesse, major, judge, juge, dean, father, père, mother, mère, brother, frère, sister, sœur,
    saint, dame, rabbi, rabbin, imam, pastor, pasteur, chief, chef, coach, general, général, me, miss
""")
LETTERS_AFTER = _listed("""
    phd, md, esq, esquire, mp, mpp, mna, llb, llm, kc, cpa, mba, obe, mbe, oq, rn, dds, dvm, peng, bsc, msc,
    frsc
""")

# What may stand in lower case before a capital inside one word: deGrasse, hUiginn, kaMthethwa.
PARTICLES = _listed("""
    mac, mc, o, de, di, da, du, del, della, des, dal, la, le, lo, van, von, vande, vander, ver, ter, ten,
    den, der, al, el, ben, bin, bint, ibn, abu, abou, um, bar, fitz, st, ap, ab, d, l, h, t, n, g, b, m, bh,
    gc, s, z, j, ka, kwa, ma, wa, na, ba, u, nic, mhic, ua, ni
""")

KEYBOARD_RUNS = _listed("""
    qwert, azert, asdf, sdfg, dfgh, fghj, ghjk, hjkl, zxcv, xcvb, cvbn, vbnm, wxcv, qsdf, fdsa, lkjh, poiuy,
    uiop, tyuio, abcdef
""")

# A display name of several words is made of these, or it reads as somebody’s full name.
EVERYDAY = _listed("""
    the, a, le, la, les, un, une, of, de, du, des, and, et, my, mon, ma, super, mega, mini, little, big,
    petit, petite, grand, grande, happy, sunny, funny, lucky, brave, quick, quiet, sleepy, tiny, giant,
    magic, secret, crazy, silly, cool, joyeux, joyeuse, drole, rapide, timide, curious, curieux, curieuse,
    red, blue, green, yellow, orange, purple, pink, black, white, brown, grey, gray, gold, golden, silver,
    rouge, bleu, bleue, vert, verte, jaune, violet, violette, noir, noire, blanc, blanche, brun, brune,
    gris, grise, dore, doree, fox, bear, wolf, cat, dog, bird, owl, fish, shark, whale, seal, moose, beaver,
    loon, otter, rabbit, hare, horse, pony, lion, tiger, panda, koala, turtle, frog, duck, goose, eagle,
    hawk, crow, raven, bee, butterfly, spider, snake, dragon, unicorn, dinosaur, monkey, penguin, dolphin,
    squirrel, raccoon, mouse, renard, ours, loup, chat, chaton, chien, oiseau, hibou, poisson, requin,
    baleine, phoque, orignal, castor, huard, loutre, lapin, lievre, cheval, poney, tigre, tortue,
    grenouille, canard, oie, aigle, faucon, corbeau, abeille, papillon, araignee, serpent, licorne,
    dinosaure, singe, pingouin, manchot, dauphin, ecureuil, raton, souris, star, moon, sun, sky, cloud,
    rain, snow, storm, thunder, lightning, rainbow, river, lake, ocean, sea, mountain, forest, tree, leaf,
    flower, stone, rock, fire, ice, wind, etoile, lune, soleil, ciel, nuage, pluie, neige, tempete,
    tonnerre, eclair, arc, riviere, lac, mer, montagne, foret, arbre, feuille, fleur, pierre, roche, feu,
    glace, vent, pizza, cookie, apple, banana, berry, biscuit, pomme, banane, fraise, bleuet, reader,
    writer, painter, dancer, singer, player, gamer, skater, explorer, inventor, captain, pirate, ninja,
    robot, wizard, knight, lecteur, lectrice, danseur, danseuse, chanteur, chanteuse, joueur, joueuse,
    explorateur, exploratrice, inventeur, inventrice, capitaine, chevalier, magicien, magicienne, hockey,
    soccer, music, musique, book, books, livre, livres, science, space, espace, comet, comete,
    heron, leopard, salamander, newt, toad, swan, lynx, cougar, cheetah, zebra, giraffe, elephant, hippo,
    rhino, kangaroo, badger, hedgehog, bat, moth, ladybug, beetle, ant, snail, crab, lobster, octopus,
    squid, starfish, jellyfish, salmon, trout, parrot, puffin, gull, sparrow, chicken, rooster, goat,
    sheep, cow, pig, deer, elk, caribou, bison, porcupine, skunk, chipmunk, weasel, mole, narwhal, walrus,
    sloth, lizard, gecko, crocodile, planet, galaxy, rocket, meteor, sunshine, snowball, snowflake, icicle,
    pebble, acorn, maple, pine, cedar, pickle, waffle, pancake, muffin, cupcake, noodle, taco, mango, peach,
    plum, lemon, carrot, potato, popcorn, pretzel, marshmallow, salamandre, crapaud, cygne, zebre, girafe,
    herisson, coccinelle, fourmi, escargot, crabe, homard, pieuvre, saumon, truite, perroquet, macareux,
    mouette, moineau, coq, chevre, mouton, vache, cochon, cerf, moufette, tamia, belette, taupe, narval,
    morse, paresseux, lezard, planete, galaxie, fusee, flocon, caillou, gland, erable, sapin, cedre,
    cornichon, gaufre, crepe, nouille, mangue, peche, prune, citron, carotte, patate
""")
SCHOOLS = _listed("""
    school, academy, college, ecole, lycee, polyvalente, secondaire, elementary, primaire, grade, classroom,
    campus
""")

# One of these anywhere, and readers take the name for someone of the newsroom’s.
STAFF = _listed("""
    moderator, moderators, moderateur, moderateurs, moderatrice, moderatrices, moderation, admin,
    administrator, administrateur, administratrice, webmaster, webmestre, editor, editors, editeur,
    editrice, redacteur, redactrice, redaction, operator, newsroom, publisher
""")
# In a display name so do these: nobody has to be called so there.
STAFF_ALONE = _listed("""
    mod, mods, modo, modos, staff, official, officiel, officielle, sysadmin
""")
# A name made of nothing but these and articles is a part of the house: News Desk, La Salle de presse.
NEWSROOM = _listed("""
    news, nouvelles, desk, press, presse, staff, team, equipe, salle, journal, editorial, editoriale,
    official, officiel, officielle, chief, chef, bureau, daily, support, service, customer, clientele
""")
ARTICLES = _listed("""
    a, an, the, our, your, of, in, for, le, la, les, l, un, une, du, de, des, d, en, notre, votre
""")
