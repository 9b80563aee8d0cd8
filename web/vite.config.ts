import { fileURLToPath } from 'node:url'
import { defineConfig, type UserConfig } from 'vite'
import { makeParts } from './made.mjs'

// The page is served by `sayso web` from the root; what it asks for is made beside the Python package and never in git.
const page: UserConfig = {
  plugins: [makeParts()],
  build: {
    outDir: '../src/sayso/web/static',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // The map is one lazy chunk of a known size.
    chunkSizeWarningLimit: 1200,
    assetsInlineLimit: 0,
    // What every screen needs packs best as one.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'server', test: /preact|src\/(i18n|server|router|days|strings\/en\.json|parts\/exports)/ }] } } },
  },
}

// The same page for `sayso export site`: one classic script, as browsers load no module from disk; the server never sends it.
const site: UserConfig = {
  plugins: [makeParts()],
  base: './',
  resolve: { alias: [{ find: /^\.\/gl$/, replacement: fileURLToPath(new URL('src/map/none.ts', import.meta.url)) }] },
  build: {
    outDir: '../src/sayso/web/static/site',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: 'src/main.tsx',
      // A classic script has none, and nothing here asks for it but the chunks there are not.
      transform: { define: { 'import.meta': '{}' } },
      output: {
        format: 'iife',
        codeSplitting: false,
        entryFileNames: 'site.js',
        assetFileNames: (asset) => (asset.names.some((name) => name.endsWith('.css')) ? 'site.css' : '[name][extname]'),
      },
    },
  },
}

export default defineConfig(({ mode }) => (mode === 'site' ? site : page))
