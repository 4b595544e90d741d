/**
 * Tells what asks for nothing from what does: a "thank you" under a resolved ticket from a reply that means it is not over, and a
 * "good morning" in a channel in which every message becomes a ticket.
 */

/** Says thanks, or praise that means the same, on its own; by language, lower case, phrases as people type them. */
const THANKS: Record<string, string> = {
  en: `thanks, thank you, thank u, thankyou, thx, tnx, thnx, ty, tysm, tyvm, cheers, appreciated, much appreciated,
    appreciate it, i appreciate it, many thanks, thanks again, thank you again, perfect, great, awesome, amazing, excellent,
    brilliant, lovely, wonderful, you rock, you are the best, you're the best, kudos, nice one, well done, good job, great job`,
  de: 'danke, danke schön, dankeschön, danke dir, danke euch, danke ihnen, vielen dank, herzlichen dank, besten dank',
  fr: 'merci, merci beaucoup, merci bien, merci à tous, mille mercis',
  es: 'gracias, muchas gracias, mil gracias, muchísimas gracias',
  it: 'grazie, grazie mille, molte grazie',
  pt: 'obrigado, obrigada, muito obrigado, muito obrigada, valeu',
  nl: 'dank, dank je, dank u, dank je wel, dank u wel, dankjewel, bedankt, heel erg bedankt',
  nordic: 'tack, tack så mycket, tak, mange tak, takk, mange takk, tusen takk, kiitos, kiitos paljon',
  slavic: `dzięki, dziękuję, dzieki, dziekuje, děkuji, děkuju, díky, дякую, спасибо, большое спасибо, спасибо большое`,
  tr: 'teşekkürler, teşekkür ederim, çok teşekkürler, sağol',
  cjk: `ありがとう, ありがとうございます, ありがとうございました, 谢谢, 谢谢你, 谢谢您, 谢谢大家, 謝謝, 多谢, 多謝,
    감사합니다, 고마워요`,
  semitic: 'תודה, תודה רבה, شكرا, شكراً',
};

/** Says hello or goodbye and nothing else. */
const GREETINGS: Record<string, string> = {
  en: `hi, hello, hey, hiya, howdy, hi there, hello there, hey there, good morning, morning, good afternoon, good evening, good night,
    good day, happy monday, happy friday, have a nice day, have a good day, have a great day, have a nice weekend, have a good weekend,
    have a great weekend, nice weekend, happy weekend, enjoy your weekend, see you, see you tomorrow, bye, goodbye, welcome, you're welcome,
    you are welcome, no problem, congratulations, congrats, happy birthday, merry christmas, happy new year, happy holidays`,
  de: `hallo, moin, moin moin, servus, guten morgen, morgen, guten tag, guten abend, gute nacht, tschüss, tschüs, bis morgen, schönes
    wochenende, schönen feierabend, schönen tag, gern geschehen, gerne, herzlichen glückwunsch, frohe weihnachten`,
  fr: 'bonjour, bonsoir, salut, coucou, bonne journée, bonne soirée, bon week end, bon weekend, au revoir, à demain, de rien, bienvenue',
  es: 'hola, buenos días, buenas tardes, buenas noches, buenas, buen día, buen fin de semana, adiós, hasta mañana, de nada, bienvenido, bienvenida',
  it: 'ciao, buongiorno, buon giorno, buonasera, buona giornata, buon weekend, arrivederci, prego, benvenuto, benvenuta',
  pt: 'olá, oi, bom dia, boa tarde, boa noite, bom fim de semana, tchau, até amanhã, de nada, bem vindo, bem vinda',
  nl: 'hoi, goedemorgen, goedemiddag, goedenavond, fijne dag, fijn weekend, doei, tot morgen, graag gedaan, welkom',
  nordic:
    'hej, hejsan, god morgon, godmorgon, god morgen, godmorgen, trevlig helg, god helg, ha det, hyvää huomenta, moi',
  slavic:
    'cześć, czesc, dzień dobry, dzien dobry, dobré ráno, dobrý den, ahoj, привет, здравствуйте, доброе утро, добрый день',
  tr: 'merhaba, selam, günaydın, iyi günler, iyi akşamlar',
  cjk: 'こんにちは, おはようございます, おはよう, お疲れ様です, お疲れ様でした, 你好, 早上好, 大家好, 早安, 안녕하세요',
  semitic: 'שלום, בוקר טוב, مرحبا, السلام عليكم, صباح الخير',
};

/** May stand beside thanks or a greeting without making it more than that; alone it says nothing. */
const BESIDE_THANKS: Record<string, string> = {
  en: `a lot, so much, very much, a million, a ton, a bunch, all, both, everyone, everybody, team, guys, folks, mate,
    for the help, for your help, for all your help, for help, for helping, for helping me, for the quick help,
    for your quick help, for the fast help, for the quick fix, for the quick response, for the quick reply, for the fix,
    for fixing it, for fixing this, for your time, for everything, it works, it works now, works, works now, now it works,
    works again, it works again, works for me, works fine, works great, it worked, that worked, that did it, that was it,
    all good, all good now, all set, fixed, it's fixed, solved, ok, okay, oh, wow, and, so, very, really, super, this is, that's`,
  de: 'sehr, für die hilfe, für deine hilfe, für ihre hilfe, für eure hilfe, für die schnelle hilfe, funktioniert, geht wieder',
  fr: "pour l'aide, pour votre aide, pour ton aide, à tous",
  es: 'por la ayuda, por tu ayuda, por su ayuda, a todos',
  it: "per l'aiuto, a tutti",
  pt: 'pela ajuda, a todos',
  nl: 'voor de hulp, voor je hulp, voor uw hulp',
  nordic: 'för hjälpen, for hjelpen, for hjælpen, avusta',
  slavic: 'za pomoc, za pomoct, za pomoci, за помощь, за допомогу',
};

/** Names as Slack writes them between colons. */
const THANKS_EMOJI = new Set(
  `pray thumbsup +1 thankyou thank_you thanks ty heart raised_hands clap tada ok_hand white_check_mark heavy_check_mark star
  star2 sparkles bow bowing_man bowing_woman muscle 100 rocket smile slightly_smiling_face blush grinning grin smiley
  hugging_face trophy relaxed star-struck heart_eyes partying_face fire wave saluting_face blue_heart green_heart yellow_heart
  purple_heart orange_heart`.split(/\s+/),
);
const THANKS_SYMBOL =
  /[🙏👍🙌👏🎉👌✅⭐🌟✨🙇💪💯🚀🙂😊😀😁😃😄🤗🏆🤩😍🥳🔥👋🫡💙💚💛💜🧡\u2764\u2714\u263A]/gu;

const SKIN_TONE_NAME = /^skin-tone-[2-6]$/;
/** Skin tones, variation selectors, joiners and gender signs, which only dress the symbol before them. */
const SYMBOL_DRESS = /\p{Emoji_Modifier}|\uFE0E|\uFE0F|\u200D|\u2640|\u2642/gu;
const EMOJI_NAME = /:([\p{L}\d_+'-]+):/gu;
/** Matched after lower-casing. */
const MENTION = /<@[uw][a-z0-9]+(?:\|[^<>]*)?>/g;
/** A question, a sad face, a link or a symbol that is not in the table: more than thanks. */
const DOUBT = /[?？¿؟<]|[:;=]-?[([/\\|]|\p{Extended_Pictographic}/u;
const WORD = /[\p{L}\p{M}\d]+(?:'[\p{L}\p{M}]+)*/gu;

type PhraseKind = 'beside' | 'greeting' | 'thanks';

/** The later counts where a phrase is in two. */
const PHRASES = new Map<string, PhraseKind>([
  ...phrasesOf(BESIDE_THANKS).map((phrase) => [phrase, 'beside'] as const),
  ...phrasesOf(GREETINGS).map((phrase) => [phrase, 'greeting'] as const),
  ...phrasesOf(THANKS).map((phrase) => [phrase, 'thanks'] as const),
]);
const PHRASE_WORDS_MAX = Math.max(...[...PHRASES.keys()].map((phrase) => phrase.split(' ').length));

/**
 * Whether a comment (Slack mrkdwn) says thanks and nothing else, in one of the languages of the table, in emoji, or both. In doubt
 * it does not: reopening a ticket that was over costs a click, leaving one closed that was not costs a person their answer.
 */
export function isOnlyThanks(text: string): boolean {
  const said = pleasantriesIn(text);
  return said !== null && said.thanks > 0;
}

/**
 * Whether a message greets, says thanks or both, and nothing else. In doubt it does not: a ticket that nobody needed costs a click, a
 * question that nobody saw costs a person their answer.
 */
export function isOnlyPleasantries(text: string): boolean {
  const said = pleasantriesIn(text);
  return said !== null && said.thanks + said.greetings > 0;
}

type Said = { thanks: number; greetings: number };

/** Null where anything else is said. */
function pleasantriesIn(text: string): Said | null {
  const emoji = takeEmoji(text.toLowerCase().replace(/[’‘`]/g, "'").replace(MENTION, ' '));
  if (emoji === null || DOUBT.test(emoji.rest)) return null;
  const kinds = kindsOf(emoji.rest.match(WORD) ?? []);
  if (kinds === null) return null;
  const count = (kind: PhraseKind) => kinds.filter((each) => each === kind).length;
  return { thanks: count('thanks') + emoji.count, greetings: count('greeting') };
}

/** Counts the emoji that say thanks and takes all of them out; null when one of them is not in the table. */
function takeEmoji(text: string): { rest: string; count: number } | null {
  let count = 0;
  let isStrange = false;
  const withoutNames = text.replace(EMOJI_NAME, (_match, name: string) => {
    if (THANKS_EMOJI.has(name)) count += 1;
    else if (!SKIN_TONE_NAME.test(name)) isStrange = true;
    return ' ';
  });
  if (isStrange) return null;
  const rest = withoutNames.replace(SYMBOL_DRESS, '').replace(THANKS_SYMBOL, () => {
    count += 1;
    return ' ';
  });
  return { rest, count };
}

/** Of the phrases that the words are made of, longest phrase first; null when a word is in no phrase. */
function kindsOf(words: readonly string[]): PhraseKind[] | null {
  const kinds: PhraseKind[] = [];
  let index = 0;
  while (index < words.length) {
    const length = phraseLengthAt(words, index);
    const kind = PHRASES.get(words.slice(index, index + length).join(' '));
    if (kind === undefined) return null;
    kinds.push(kind);
    index += length;
  }
  return kinds;
}

function phraseLengthAt(words: readonly string[], index: number): number {
  for (let length = Math.min(PHRASE_WORDS_MAX, words.length - index); length > 0; length -= 1) {
    if (PHRASES.has(words.slice(index, index + length).join(' '))) return length;
  }
  return 0;
}

function phrasesOf(table: Record<string, string>): string[] {
  return Object.values(table).flatMap((phrases) =>
    phrases.split(',').map((phrase) => phrase.trim().replace(/\s+/g, ' ')),
  );
}
