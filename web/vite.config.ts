import { defineConfig } from 'vite'
import { makeParts } from './made.mjs'

// The page is served by `sayso web` from the root; what it asks for is made beside the Python package and never in git.
export default defineConfig({
  plugins: [makeParts()],
  build: {
    outDir: '../src/sayso/web/static',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // The map is one lazy chunk of a known size.
    chunkSizeWarningLimit: 1200,
    assetsInlineLimit: 0,
  },
})
