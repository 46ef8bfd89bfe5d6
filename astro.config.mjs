import { defineConfig } from 'astro/config';
import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import { readCatalog } from '#catalog/read.ts';
import { redirectsOf } from '#catalog/redirects.ts';

/** Former addresses answer for ever, but only lead on: they are no pages to be found. */
const former = new Set(redirectsOf(readCatalog(process.cwd()).catalog).map(({ from }) => from));

/**
 * Turns Shiki's inline colors into class names (`tk-keyword`, `tk-string`, ...), so that highlighted code needs no
 * style attribute and the content security policy can stay strict. The colors are in `src/styles`.
 */
const shikiClasses = {
  name: 'shiki-classes',
  /** @param {{ properties: Record<string, unknown> }} node one token of the highlighted code */
  span(node) {
    const token = /--astro-code-(?:token-)?([\w-]+)/.exec(String(node.properties.style ?? ''))?.[1];
    delete node.properties.style;
    if (token && token !== 'foreground') node.properties.class = `tk-${token}`;
  },
  /** @param {{ properties: Record<string, unknown> }} node the whole block */
  pre(node) {
    delete node.properties.style;
  },
};

export default defineConfig({
  site: process.env.SITE_URL ?? 'http://localhost:4321',
  output: 'static',
  trailingSlash: 'always',
  build: { format: 'directory' },
  integrations: [mdx(), sitemap({ filter: (page) => !former.has(new URL(page).pathname) })],
  markdown: {
    shikiConfig: { theme: 'css-variables', transformers: [shikiClasses] },
  },
  security: {
    // A meta tag in every page; frame-ancestors only works as a header, so the server sets that one.
    csp: {
      algorithm: 'SHA-256',
      directives: [
        "default-src 'none'",
        "base-uri 'none'",
        "connect-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "img-src 'self' data:",
        "manifest-src 'self'",
        "object-src 'none'",
        "worker-src 'self'",
      ],
    },
  },
  vite: {
    build: {
      rolldownOptions: {
        /** Drops one harmless line for every MDX file: a directive of Astro's own that the bundler does not know. */
        onLog(level, log, show) {
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') show(level, log);
        },
      },
    },
  },
  devToolbar: { enabled: false },
});
