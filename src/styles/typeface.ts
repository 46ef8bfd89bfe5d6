/** Address of the typeface of running text, for a page to ask for before it has read the styles. */
export { default as textTypeface } from '@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-wght-normal.woff2?url';
