// v1.js keeps its name and is asked for again every few minutes; everything else has its hash in its name.
import { defineConfig } from "vite";

/** Templates are written on many lines and shown the same on one. After minifying, no other line break is left, and notes to bundlers serve nobody. */
const onOneLine = {
  name: "on-one-line",
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === "chunk") chunk.code = chunk.code.replace(/\/\* @__PURE__ \*\/ /g, "").replace(/\s*\n\s*/g, " ").trim();
    }
  },
};

export default defineConfig({
  plugins: [onOneLine],
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
