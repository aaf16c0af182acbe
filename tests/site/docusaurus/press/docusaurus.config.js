const year = new Date().getFullYear();

const themeConfig = {
  announcementBar: {id: 'data', content: '<b>Test data.</b> No figure here is advice.'},
  footer: {
    links: [
      {title: 'Legal', items: [{label: 'Terms of use', to: '/about'}, {html: '<p>Capital is at risk.</p>'}]},
    ],
    copyright: `Copyright © ${year} Harbor Lane Securities LLC, Member FINRA/SIPC.`,
  },
};

module.exports = {
  title: 'Press',
  url: 'https://press.example',
  baseUrl: '/',
  trailingSlash: false,
  onBrokenLinks: 'ignore',
  i18n: {defaultLocale: 'en', locales: ['en', 'da']},
  customFields: {house: 'Tallow Street Research gives no advice.'},
  presets: [
    [
      'classic',
      {
        docs: {path: 'notes', routeBasePath: 'notes', editUrl: ({docPath}) => `https://edit.example/${docPath}`},
        blog: {showReadingTime: true, feedOptions: {type: null}, path: './letters', routeBasePath: 'letters'},
      },
    ],
  ],
  plugins: [['@docusaurus/plugin-content-docs', {id: 'glossary', path: 'words', routeBasePath: 'words'}]],
  themeConfig,
};
