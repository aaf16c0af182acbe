import { defineCollection, z } from 'astro:content';
import { glob, file } from 'astro/loaders';
const blog = defineCollection({ loader: glob({ pattern: '**/*.{md,mdx}', base: './src/content/blog' }), schema: z.object({ title: z.string() }).passthrough() });
const letters = defineCollection({ loader: glob({ pattern: '**/*.md', base: './src/content/letters' }) });
const legal = defineCollection({ loader: glob({ pattern: '**/*.json', base: './src/content/legal' }) });
export const collections = { blog, letters, legal };
