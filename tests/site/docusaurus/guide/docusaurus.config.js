// @ts-check
module.exports = {
  title: 'Northgate guide',
  url: 'https://northgate.example',
  baseUrl: '/',
  onBrokenLinks: 'ignore',
  presets: [['classic', { docs: { path: 'docs', routeBasePath: 'guide' }, blog: { path: 'blog', showReadingTime: false } }]],
  themeConfig: {
    navbar: { title: 'Northgate' },
    footer: { copyright: 'Northgate Securities LLC, member FINRA and SIPC.' },
  },
};
