/** Whether text can be copied: there is no clipboard on plain http, and a button that does nothing is worse than none. */
export const canCopy = 'clipboard' in navigator && window.isSecureContext;
