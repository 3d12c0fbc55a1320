import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.File;
import java.util.ArrayList;

/**
 * What EU DSS says of each file, offline: one root is trusted, nothing is fetched, its own policy applies.
 *
 * <pre>java -cp 'LIBRARIES/*' DssJudge.java ROOT.pem FILE…</pre>
 */
public final class DssJudge {
  public static void main(String[] arguments) {
    var trusted = new CommonTrustedCertificateSource();
    trusted.addCertificate(DSSUtils.loadCertificate(new File(arguments[0])));
    for (int index = 1; index < arguments.length; index += 1) {
      System.out.println(new File(arguments[index]).getName() + ": " + verdict(arguments[index], trusted));
    }
  }

  private static String verdict(String file, CommonTrustedCertificateSource trusted) {
    try {
      var validator = SignedDocumentValidator.fromDocument(new FileDocument(file));
      var verifier = new CommonCertificateVerifier();
      verifier.setTrustedCertSources(trusted);
      validator.setCertificateVerifier(verifier);
      return said(validator.validateDocument());
    } catch (RuntimeException refusal) {
      return "refused (" + refusal.getClass().getSimpleName() + ")";
    }
  }

  private static String said(Reports reports) {
    var lines = new ArrayList<String>();
    for (SignatureWrapper signature : reports.getDiagnosticData().getSignatures()) {
      SimpleReport report = reports.getSimpleReport();
      String id = signature.getId();
      String level = report.getSignatureFormat(id).toString().replace("PAdES-BASELINE-", "B-");
      lines.add(signature.getFirstFieldName() + " " + level + " " + indication(report, id) + remarks(report, id));
    }
    return String.join("; ", lines);
  }

  /** In the spelling of EN 319 102-1. */
  private static String indication(SimpleReport report, String id) {
    SubIndication reason = report.getSubIndication(id);
    return report.getIndication(id).name().replace('_', '-') + (reason == null ? "" : " " + reason.name());
  }

  private static String remarks(SimpleReport report, String id) {
    var remarks = new ArrayList<String>();
    report.getAdESValidationErrors(id).forEach(error -> remarks.add(error.getValue()));
    report.getAdESValidationWarnings(id).forEach(warning -> remarks.add(warning.getValue()));
    return remarks.isEmpty() ? "" : " (" + String.join(" ", remarks) + ")";
  }
}
