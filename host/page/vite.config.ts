import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** The page's script and styles: `dist/host-page/page.js` (runs after RequireJS, jQuery and underscore) and `page.css`. */
export default defineConfig({
  root: folder,
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: fileURLToPath(new URL('../../dist/host-page', import.meta.url)),
    emptyOutDir: true,
    minify: false,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    lib: {
      entry: `${folder}main.ts`,
      formats: ['iife'],
      name: 'crmPage',
      fileName: () => 'page.js',
      cssFileName: 'page',
    },
    rollupOptions: { external: ['jquery'], output: { globals: { jquery: 'jQuery' } } },
  },
})
