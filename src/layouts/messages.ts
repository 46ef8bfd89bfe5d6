/** Every sentence of the page frame. */
export const messages = {
  en: {
    site: 'Halfopen',
    tagline: 'finds out why connections die',
    skip: 'Skip to the content',
    navigation: 'Main',
    triage: 'Triage',
    symptoms: 'Symptoms',
    causes: 'Causes',
    cases: 'Cases',
    findings: 'Findings',
    method: 'Method',
    searchLabel: 'Search error strings, counters, causes',
    searchForm: 'Search from any page',
    searchHint: 'Error, counter, cause  /',
    searchResults: 'Search results',
    privacy: 'Nothing that you type or paste leaves this page.',
    collect: 'collect.sh',
    labs: 'Labs',
    version: (version: string) => `Knowledge ${version}`,
    json: 'JSON',
  },
} as const;

/** The messages of the language that the site is built in. */
export const text = messages.en;
