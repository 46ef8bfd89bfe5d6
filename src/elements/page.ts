/**
 * The only script of an article page: `/` goes to the search box, the search itself loads on its first use, and copy
 * buttons appear where there is a clipboard. Everything else on the page works without it.
 */

let searchLoading: Promise<unknown> | undefined;

/** Loads the search once; the element upgrades itself when its class is defined. */
function loadSearch(): void {
  searchLoading ??= import('./search-box.ts');
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:input|textarea|select)$/iu.test(target.tagName))
  );
}

const box = document.querySelector<HTMLInputElement>('halfopen-search input');
box?.addEventListener('focus', loadSearch, { once: true });

document.addEventListener('keydown', (event) => {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.key === '/' && plain && !isTyping(event.target)) {
    event.preventDefault();
    box?.focus();
    box?.select();
  }
});

// The same question as in `clipboard.ts`, asked here so that an article stays at one script file.
if ('clipboard' in navigator && window.isSecureContext) {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      void navigator.clipboard.writeText(button.dataset['copy'] ?? '').then(() => {
        button.classList.add('done');
        button.setAttribute('aria-live', 'polite');
        const label = button.textContent;
        button.textContent = '✓';
        setTimeout(() => {
          button.textContent = label;
          button.classList.remove('done');
        }, 1500);
      });
    });
  }
}
