package demarc.bench.load;

import java.util.Random;

/// What tickets say. Words are as common as in life: everybody's printer, one machine's name. Letters, digits and plain punctuation only, so that
/// a text is also its own JSON and its own COPY.
final class Words {
    record Topic(String activity, String kind, String[] things, String[] troubles) {}

    private static final Topic[] TOPICS = {
        new Topic("help-desk/first-line", "INCIDENT",
            words("Outlook,Teams,Excel,the label printer,the front desk printer,the scanner,the headset,a monitor,the docking station,Acrobat,the browser,the VPN client"),
            words("does not start,is very slow this morning,freezes when saving,keeps asking for a password,prints blank pages,shows a license error,lost its settings,crashes after the update")),
        new Topic("network-monitoring/fault-repair", "INCIDENT",
            words("Wi-Fi in the meeting room,the VPN tunnel,the core switch,the access point in the hall,the link to the warehouse,DNS"),
            words("drops every few minutes,is down,has packet loss,is slow since the storm,cannot be reached")),
        new Topic("identity/fulfil-access", "REQUEST",
            words("shared mailbox accounting,the payroll folder,the CRM,the project drive,a new employee account,remote access"),
            words("access needed,access for a new colleague,remove access after a move,permission missing after holiday")),
        new Topic("backup/restore", "REQUEST",
            words("a spreadsheet,a whole folder,a mailbox,the drawing archive,last week's report,a deleted calendar"),
            words("must be restored,was overwritten,disappeared from the share,is needed as of last Friday")),
        new Topic("cybersecurity/alert-triage", "INCIDENT",
            words("A suspicious mail,an unusual sign-in,a blocked download,an invoice with a strange link,a malware alert"),
            words("reported by a colleague,seen in the console,needs a second look,was opened before it was reported"))
    };
    private static final String[] PLACES = words("reception,accounting,the warehouse,the lab,the workshop,shipping,the front office,legal,purchasing,surgery two,the plant,human resources,the second floor,the board room");
    private static final String[] SENTENCES = {
        "It began this morning and affects everybody in the room.", "We have restarted twice without any change.", "A customer is waiting, please hurry.",
        "It worked yesterday before the update.", "The error appears only when two people work at the same time.", "The cable was checked and a second one tried.",
        "There is a deadline on Friday.", "The same thing happened in spring and was solved by a new driver.", "I can work around it for a day or so.",
        "Please call before connecting, the desk is shared.", "The supplier says that it is not their side.", "Screenshots are on the shared drive."
    };
    private static final String[] ANSWERS = {
        "Thank you for reporting this, I am looking at it now.", "I have reset the profile and cleared the cache, please try again.",
        "The driver was replaced and a test page printed.", "The firmware of the device is old, we update it tonight after hours.",
        "Access was granted as approved by your manager.", "The mailbox was repaired, it may take an hour until search is complete.",
        "The port showed errors, so we moved you to another one.", "Restored from last night's backup, please check the content."
    };
    private static final String[] FIRST = words("anna,ben,clara,david,elena,frank,greta,hugo,irene,jonas,karin,liam,mira,noah,olga,paul,quinn,rosa,samuel,tara,umar,vera,walter,xenia,yusuf,zoe");
    private static final String[] LAST = words("abbot,baker,castillo,dietrich,eriksen,fontaine,gupta,hansen,ivanov,jensen,kowalski,larsen,moreau,novak,okafor,pereira,quist,rossi,schmidt,tanaka,ueda,vargas,weber,xu,young,zimmer");

    private Words() {}

    static Topic topic(Random random) {
        // The help desk gets more than half of it all.
        return TOPICS[random.nextInt(10) < 6 ? 0 : 1 + random.nextInt(TOPICS.length - 1)];
    }

    static String subject(Topic topic, Random random) {
        var line = pick(topic.things, random) + " " + pick(topic.troubles, random) + " in " + pick(PLACES, random);
        return Character.toUpperCase(line.charAt(0)) + line.substring(1);
    }

    static String description(Random random) {
        var text = new StringBuilder("Machine ws").append(10_000 + random.nextInt(40_000)).append(", user ").append(pick(FIRST, random)).append(' ').append(pick(LAST, random)).append('.');
        for (int n = 2 + random.nextInt(4); n > 0; n--) text.append(' ').append(pick(SENTENCES, random));
        return text.append(" Error code e").append(random.nextInt(9_000)).append('.').toString();
    }

    static String answer(Random random) {
        return pick(ANSWERS, random) + " " + pick(SENTENCES, random);
    }

    static <T> T pick(T[] from, Random random) {
        return from[random.nextInt(from.length)];
    }

    private static String[] words(String list) {
        return list.split(",");
    }
}
