namespace Tombolo.Signal.Spqr;

/// <param name="MessageLength">Bytes written to the message buffer; 0 when the field is to be left out.</param>
/// <param name="HasKey">Whether a 32-byte key was written.</param>
internal readonly record struct SpqrSent(int MessageLength, bool HasKey);
