export const languages = { en: 'English', da: 'Dansk' };
export const defaultLang = 'en';
export const ui = {
  en: { 'risk.title': 'Risk in English', 'risk.body': "You may lose what you've put in." },
  da: { 'risk.title': 'Risiko' },
} as const;
export function getLangFromUrl(url: URL) {
  const [, lang] = url.pathname.split('/');
  if (lang in ui) return lang as keyof typeof ui;
  return defaultLang;
}
export function useTranslations(lang: keyof typeof ui) {
  return function t(key: keyof typeof ui[typeof defaultLang]) {
    return ui[lang][key] || ui[defaultLang][key];
  }
}
