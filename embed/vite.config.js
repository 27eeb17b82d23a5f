// v1.js keeps its name and is asked for again every few minutes; everything else has its hash in its name.
import { minify } from "terser";
import { defineConfig } from "vite";

const TIGHTER = {
  module: true,
  ecma: 2022,
  compress: { passes: 3, unsafe_arrows: true, unsafe_methods: true, pure_getters: true },
};

/** What the bundler has minified is minified once more, and templates, written on many lines, are put on one. */
const tighter = {
  name: "tighter",
  async generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== "chunk") continue;
      const { code } = await minify(chunk.code, TIGHTER);
      chunk.code = code.replace(/\s*\n\s*/g, " ").trim();
    }
  },
};

export default defineConfig({
  plugins: [tighter],
  build: {
    target: ["chrome123", "firefox121", "safari17.5"],
    outDir: "../src/undersigned/web/root/embed",
    emptyOutDir: true,
    minify: "oxc",
    reportCompressedSize: false,
    lib: { entry: "src/v1.ts", formats: ["es"], fileName: () => "v1.js" },
    rolldownOptions: {
      output: { chunkFileNames: "[name]-[hash].js", minify: true },
    },
  },
});
