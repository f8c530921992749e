namespace Tombolo.Signal.Tests.Laws;

internal sealed record Letter(Device Sender, Device Receiver, string Text, CiphertextMessage Message)
{
    public async Task<DecryptResult> DecryptAsync() => await Receiver.CipherFor(Sender).DecryptAsync(Message);

    public async Task<byte[]?> ReceiverRecordAsync()
    {
        using SessionRecord? record = await Receiver.Store.LoadSessionAsync(Sender.Address);
        return record?.Serialize();
    }
}
