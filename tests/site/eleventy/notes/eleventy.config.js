module.exports = function (eleventyConfig) {
  eleventyConfig.addShortcode("legal", (kind = "short") => `<p class="legal">Legal note, ${kind}: nothing here is an offer.</p>`);
  eleventyConfig.addPairedShortcode("box", function (content, title) {
    return `<div class="box"><b>${title}</b> ${content} Boxes are no advice.</div>`;
  });
  return {
    dir: { input: "src", includes: "_includes", layouts: "_layouts", output: "_site" },
    markdownTemplateEngine: "njk",
    htmlTemplateEngine: "njk",
  };
};
