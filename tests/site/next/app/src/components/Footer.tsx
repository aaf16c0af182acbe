export default function Footer() {
  return <footer>Harbor Lane Securities LLC, member FINRA and SIPC.</footer>;
}
