/** What regions are called in English, where the data has only the region's own name, or one too long to show. */

/** By the code of `date-holidays`: country, state, region. */
export const ENGLISH_NAMES: Readonly<Record<string, string>> = {
  'BA-BIH': 'Federation',
  'BE-BRU': 'Brussels',
  'BE-DE': 'German-speaking Community',
  'BE-VLG': 'Flemish Community',
  'BE-WAL': 'French Community',
  'DE-BY': 'Bavaria',
  'DE-HB': 'Bremen',
  'DE-HE': 'Hesse',
  'DE-HH': 'Hamburg',
  'DE-MV': 'Mecklenburg-Western Pomerania',
  'DE-NI': 'Lower Saxony',
  'DE-NW': 'North Rhine-Westphalia',
  'DE-RP': 'Rhineland-Palatinate',
  'DE-SN': 'Saxony',
  'DE-ST': 'Saxony-Anhalt',
  'DE-TH': 'Thuringia',
  'ES-AN': 'Andalusia',
  'ES-AR': 'Aragon',
  'ES-CE': 'Ceuta',
  'ES-MD': 'Community of Madrid',
  'ES-ML': 'Melilla',
  'IT-32': 'South Tyrol',
};

/** What people type that neither the data nor `Intl` has. */
export const SHORT_NAMES: Readonly<Record<string, readonly string[]>> = {
  AE: ['UAE', 'Emirates'],
  GB: ['UK', 'Great Britain', 'Britain'],
  NL: ['Holland'],
  US: ['USA', 'America'],
};
