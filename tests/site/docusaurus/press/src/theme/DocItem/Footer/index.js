import React from 'react';
import Footer from '@theme-original/DocItem/Footer';
import {useDoc} from '@docusaurus/plugin-content-docs/client';
import Translate from '@docusaurus/Translate';

export default function FooterWrapper(props) {
  const {frontMatter} = useDoc();
  return (
    <>
      {frontMatter.paid && (
        <p>
          <Translate id="press.paid">Harbor Lane paid for this page.</Translate>
        </p>
      )}
      <Footer {...props} />
    </>
  );
}
