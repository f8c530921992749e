using Tombolo.Xmpp.Streams;

namespace Tombolo.Xmpp.Scanning;

/// <summary>Which stream error answers a broken rule.</summary>
public static class ScanRules
{
    extension(ScanRule rule)
    {
        /// <summary>The stream error of RFC 6120 that ends a stream which broke this rule.</summary>
        public StreamErrorCondition Condition => rule switch
        {
            ScanRule.Encoding => StreamErrorCondition.UnsupportedEncoding,
            ScanRule.Entity or ScanRule.Comment or ScanRule.ProcessingInstruction or ScanRule.DocumentType => StreamErrorCondition.RestrictedXml,
            ScanRule.HeaderPrefix or ScanRule.PrefixedStanza => StreamErrorCondition.BadNamespacePrefix,
            ScanRule.StreamNamespace or ScanRule.ContentNamespace => StreamErrorCondition.InvalidNamespace,
            ScanRule.Misplaced or ScanRule.MessageFraming => StreamErrorCondition.BadFormat,
            ScanRule.ElementSize or ScanRule.TagSize or ScanRule.Depth or ScanRule.AttributeCount or ScanRule.ChildCount
                => StreamErrorCondition.PolicyViolation,
            _ => StreamErrorCondition.NotWellFormed,
        };
    }
}
