import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
export default defineConfig({ site: 'https://tallow.example', integrations: [mdx()], trailingSlash: 'always', i18n: { defaultLocale: 'en', locales: ['en','da'] } });
