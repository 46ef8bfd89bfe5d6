/** What the marks of `collect.sh` are called and how one looks, for those who must know: prompts, sides, and their parser. */

/** Fact of the line that begins a collection; its value is the side that the collection states. */
export const collectionStart = 'collection';

/** Fact of the line that ends a collection. */
export const collectionEnd = 'collection end';

/** The mark before the output of a command: name of the section, command. */
export const sectionMark = /^== halfopen run ([a-z0-9-]{1,40}): (.{1,2000}) ==$/;
